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
    private static final int FIRST_FAULT_STATUS = 500;

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
            envelopes.get().write(request.getRequest(), response.getResponse(), failure(request, status, thrown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What never reached the application is the caller's doing, even where HTTP would say 501 or 505. */
    private static Failure failure(Request request, int status, @Nullable Throwable thrown) {
        if (request.getContext() != null) {
            return thrown == null ? Failure.of(status) : Failures.of(thrown);
        }
        return Failure.of(status < FIRST_FAULT_STATUS ? status : FIRST_ERROR_STATUS);
    }
}
