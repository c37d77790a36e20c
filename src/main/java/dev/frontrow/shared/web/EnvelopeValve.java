package dev.frontrow.shared.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Tomcat's own refusals, such as of a request line it cannot read, in the envelope instead of a page of HTML. */
final class EnvelopeValve extends ErrorReportValve {

    private static final int FIRST_ERROR_STATUS = 400;

    private final Supplier<EnvelopeWriter> envelopes;

    EnvelopeValve(Supplier<EnvelopeWriter> envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < FIRST_ERROR_STATUS || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            var failure = thrown == null ? Failure.of(status) : Failures.of(thrown);
            envelopes.get().write(request.getRequest(), response.getResponse(), failure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
