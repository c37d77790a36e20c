package dev.frontrow.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** English unless the caller asks for Korean; never the language of the machine that the server stands on. */
final class Languages extends AcceptHeaderLocaleResolver {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.KOREAN);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        try {
            var found = asked == null ? null : Locale.lookup(Locale.LanguageRange.parse(asked), SPOKEN);
            return Objects.requireNonNullElse(found, Locale.ENGLISH);
        } catch (IllegalArgumentException _) {
            return Locale.ENGLISH; // a header that names no language asks for none
        }
    }
}
