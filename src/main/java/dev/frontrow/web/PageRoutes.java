package dev.frontrow.web;

import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The addresses people open. All else that is not of the API is not found: on a page when a browser was sent there, in
 * the envelope otherwise.
 */
@Configuration(proxyBeanMethods = false)
class PageRoutes {

    private static final List<String> PAGES = List.of(
            "/",
            "/login",
            "/signup",
            "/concerts/{concertId}",
            "/concerts/{concertId}/seats",
            "/wait/{roomId}",
            "/checkout/{reservationId}",
            "/me",
            "/me/{part}",
            "/door",
            "/organizer",
            "/organizer/{*part}");

    /** Below these programs look, also when it is a browser that runs them. */
    private static final List<String> NOT_PAGES =
            List.of("/api", "/actuator", "/assets", "/error", "/swagger-ui", "/v3");

    /** No script or style stands in the page itself, and HTML is made by the one policy of the template library. */
    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html");

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    /** Kept, and asked for again each time: 304 while it is the same. */
    private static final CacheControl ASK_AGAIN = CacheControl.noCache().cachePublic();

    @Bean
    RouterFunction<ServerResponse> pages(PageFiles files) {
        var assets = RouterFunctions.route();
        assets.route(
                reads("/assets/{version}/{*file}")
                        .and(request -> asset(files, request).isPresent()),
                request -> {
                    var file = asset(files, request).orElseThrow();
                    return answer(HttpStatus.OK, file, files.isStable() ? FOR_EVER : ASK_AGAIN, Optional.empty());
                });
        PAGES.stream()
                .flatMap(PageRoutes::spellings)
                .forEach(page -> assets.route(
                        reads(page),
                        request -> answer(HttpStatus.OK, files.index(), ASK_AGAIN, Optional.of(files.version()))));
        assets.route(
                reads("/**").and(PageRoutes::isSentToAPage),
                request -> answer(HttpStatus.NOT_FOUND, files.index(), CacheControl.noStore(), Optional.empty()));
        return assets.build();
    }

    /** Whoever calls the API is not first asked for each page whether it was meant. */
    @Bean
    InitializingBean pagesLast(
            RouterFunctionMapping pages, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping api) {
        return () -> pages.setOrder(api.getOrder() + 1);
    }

    private static RequestPredicate reads(String pattern) {
        return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(pattern));
    }

    private static boolean isSentToAPage(ServerRequest request) {
        var accepted = request.headers().firstHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && !request.path().contains(".") // a file, such as /draw.js
                && NOT_PAGES.stream().noneMatch(request.path()::startsWith);
    }

    /** Some type a slash at the end. */
    private static Stream<String> spellings(String page) {
        return page.endsWith("/") || page.contains("*") ? Stream.of(page) : Stream.of(page, page + "/");
    }

    /** The rest of an address begins with its slash, or is empty where there is none. */
    private static Optional<PageFile> asset(PageFiles files, ServerRequest request) {
        var file = request.pathVariable("file").replaceFirst("^/", "");
        return files.find(request.pathVariable("version"), file);
    }

    private static ServerResponse answer(
            HttpStatus status, PageFile file, CacheControl caching, Optional<String> version) {
        return ServerResponse.status(status)
                .headers(headers -> {
                    headers.setCacheControl(caching);
                    headers.set("Content-Security-Policy", CONTENT_POLICY);
                    headers.set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
                    headers.set("Referrer-Policy", "same-origin");
                    headers.setVary(List.of(HttpHeaders.ACCEPT_ENCODING));
                    version.ifPresent(tag -> headers.setETag('"' + tag + '"'));
                })
                .build((request, response) -> {
                    send(file, request, response);
                    return null;
                });
    }

    private static void send(PageFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var tag = response.getHeader(HttpHeaders.ETAG);
        if (tag != null && tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        var zipped = accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
        if (zipped) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var body = zipped ? file.zipped() : file.plain();
        response.setContentType(file.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
