package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Redis beside the server; it writes an append-only file and loses at most the last second. */
final class EmbeddedRedis extends EmbeddedProgram {

    private static final int PING_TIMEOUT_MILLIS = 500;
    private static final String ORDERLY = "TERM";

    private final Path data;
    private final Binaries binaries;
    private final String password;

    EmbeddedRedis(DataFolder folder, Binaries binaries) {
        super("redis", ORDERLY, folder);
        this.data = folder.resolve("redis");
        this.binaries = binaries;
        this.password = folder.password();
    }

    /** What {@code AUTH} wants. */
    String password() {
        return password;
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(data);
    }

    @Override
    List<String> command(int atPort) throws IOException {
        var settings = data.resolve("redis.conf");
        // In a file and not on the command line, where everybody on the machine could read the password.
        DataFolder.writeSecret(settings, """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                appendonly yes
                appendfsync everysec
                save ""
                """.formatted(atPort, password, data));
        return List.of(program().toString(), settings.toString());
    }

    private Path program() {
        return Platform.current().redis().stream()
                .map(binaries::program)
                .filter(program -> Processes.runs(List.of(program.toString(), "--version")))
                .findFirst()
                .orElseThrow(() -> new CannotStart("The embedded Redis does not run on this system, which probably"
                        + " lacks OpenSSL 3: install that (apt install libssl3, brew install openssl@3) or set"
                        + " spring.data.redis.url."));
    }

    @Override
    boolean isReady(long pid) {
        return answer().contains("+PONG");
    }

    @Override
    boolean isPreparing(long pid) {
        return answer().contains("-LOADING");
    }

    private String answer() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), PING_TIMEOUT_MILLIS);
            socket.setSoTimeout(PING_TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\nPING\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
