package dev.frontrow.shared;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Lets Spring Boot report a certificate or key that cannot be read as a sentence instead of a stack trace. */
class TlsFilesAnalyzer extends AbstractFailureAnalyzer<IllegalStateException> {

    private static final Pattern STORE = Pattern.compile("Unable to create \\w+ store: .*");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, IllegalStateException cause) {
        var message = String.valueOf(cause.getMessage());
        return STORE.matcher(message).matches()
                ? new FailureAnalysis(
                        "What is set for TLS (server.ssl.*) is of no use. " + message + ": "
                                + NestedExceptionUtils.getMostSpecificCause(cause) + ".",
                        null,
                        cause)
                : null;
    }
}
