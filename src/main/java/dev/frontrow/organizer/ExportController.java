package dev.frontrow.organizer;

import dev.frontrow.catalog.ConcertNotFound;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A concert's reservations and payments as CSV, for spreadsheets and other programs. */
@RestController
@RequestMapping("/api/v1/admin/concerts/{id}")
@OrganizersOnly
class ExportController {

    private static final String CSV = "text/csv";

    /** Without it, Excel reads the file in the code page of its computer, and Korean names are lost. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String DESCRIPTION =
            "CSV in UTF-8, beginning with a byte order mark, lines ended by CR LF, the names of the columns first.";

    private final ExportStore store;
    private final Clock clock;

    ExportController(ExportStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @GetMapping(path = "/reservations.csv", produces = CSV)
    @Operation(description = DESCRIPTION)
    @Refuses("404 CONCERT_NOT_FOUND")
    void reservations(@PathVariable ConcertId id, HttpMethod method, HttpServletResponse response) throws IOException {
        write(Export.RESERVATIONS, id, method, response);
    }

    @GetMapping(path = "/payments.csv", produces = CSV)
    @Operation(description = DESCRIPTION)
    @Refuses("404 CONCERT_NOT_FOUND")
    void payments(@PathVariable ConcertId id, HttpMethod method, HttpServletResponse response) throws IOException {
        write(Export.PAYMENTS, id, method, response);
    }

    /** Written as it is read, so that an export takes as little memory however long it gets. */
    private void write(Export export, ConcertId concert, HttpMethod method, HttpServletResponse response)
            throws IOException {
        if (!store.knows(concert)) {
            throw new ConcertNotFound();
        }
        var name = "concert-" + concert + "-" + export.name() + ".csv";
        response.setContentType(CSV + ";charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        if (method.equals(HttpMethod.HEAD)) {
            return;
        }
        var writer = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        writer.write(BYTE_ORDER_MARK);
        writer.write(CsvLines.of(export.columns()));
        store.each(export, concert, clock.instant(), cells -> append(writer, CsvLines.of(cells)));
        writer.flush();
    }

    private static void append(Writer writer, String line) {
        try {
            writer.write(line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
