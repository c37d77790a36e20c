package dev.frontrow.shared.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.xml.Jaxb2RootElementHttpMessageConverter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The conventions that hold for every call. */
@Configuration(proxyBeanMethods = false)
class ApiConventions implements WebMvcConfigurer {

    /** Dates in paths and queries are read as those in bodies are. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, Moments::date);
        registry.addConverter(String.class, Instant.class, Moments::instant);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new JsonAnswers()).addPathPatterns("/api/v1/**").order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    LocaleResolver localeResolver() {
        return new Languages();
    }

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return StrictJson::bound;
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::refuseGuesses;
    }

    /** No answer is XML; whether it could be was looked for in the class of each. */
    @Bean
    ServerHttpMessageConvertersCustomizer noXml() {
        return converters -> converters.configureMessageConvertersList(
                all -> all.removeIf(Jaxb2RootElementHttpMessageConverter.class::isInstance));
    }

    /** What Spring Security's firewall turns away, such as {@code //} in a path or a method of no standard. */
    @Bean
    RequestRejectedHandler rejectedRequests(EnvelopeWriter envelopes) {
        var methods = Stream.of(HttpMethod.values()).map(HttpMethod::name).collect(Collectors.toSet());
        var wrongMethod = Failure.of(405, Map.of(HttpHeaders.ALLOW, String.join(", ", methods)));
        return (request, response, reason) -> envelopes.write(
                request, response, methods.contains(request.getMethod()) ? Failure.of(400) : wrongMethod);
    }

    /** What Tomcat turns away before any filter sees it. The host looks for its error valve by the class's name. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatRefusals(
            ObjectProvider<EnvelopeWriter> envelopes) {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(EnvelopeValve.class.getName());
            host.getPipeline().addValve(new EnvelopeValve(envelopes::getObject));
        });
    }

    /** In place of the threads that Spring Boot gives Tomcat, of which there may be any number. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> fewRequestsAtOnce(RequestPlaces places) {
        return tomcat -> tomcat.addProtocolHandlerCustomizers(handler -> handler.setExecutor(places));
    }
}
