package dev.frontrow.shared.web;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** The conventions that hold for every call. */
@Configuration(proxyBeanMethods = false)
class ApiConventions {

    /** English unless the caller asks for Korean. */
    @Bean
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.ENGLISH, Locale.KOREAN));
        resolver.setDefaultLocale(Locale.ENGLISH);
        return resolver;
    }

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return StrictJson::bound;
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::refuseGuesses;
    }
}
