package dev.frontrow.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.util.StringUtils;

/** A file as it is sent: as it is, and with gzip, done once rather than for each fan. */
final class PageFile {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml",
            "webmanifest", "application/manifest+json",
            "txt", "text/plain;charset=utf-8");

    private final String type;
    private final byte[] plain;
    private final byte[] zipped;

    private PageFile(String type, byte[] plain, byte[] zipped) {
        this.type = type;
        this.plain = plain;
        this.zipped = zipped;
    }

    static PageFile of(String name, byte[] content) {
        var ending = StringUtils.getFilenameExtension(name);
        return new PageFile(
                TYPES.getOrDefault(ending == null ? "" : ending, "application/octet-stream"), content, zip(content));
    }

    String type() {
        return type;
    }

    byte[] plain() {
        return plain;
    }

    byte[] zipped() {
        return zipped;
    }

    private static byte[] zip(byte[] content) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new BestGzip(zipped)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new AssertionError("writing to memory failed", e);
        }
        return zipped.toByteArray();
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
