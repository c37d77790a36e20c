package dev.frontrow.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Redis beside the server; it writes an append-only file and loses at most the last second. */
public final class EmbeddedRedis extends EmbeddedProgram {

    private static final int PING_TIMEOUT_MILLIS = 500;
    private static final int PROBE_SECONDS = 5;
    private static final String ORDERLY = "TERM";

    private final Path data;
    private final Binaries binaries;
    private final String password;

    EmbeddedRedis(DataFolder folder, Binaries binaries) {
        super("Redis", ORDERLY, folder.resolve("redis.log"));
        this.data = folder.resolve("redis");
        this.binaries = binaries;
        this.password = folder.password();
    }

    /** What {@code AUTH} wants. */
    public String password() {
        return password;
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(data);
        var pid = DataFolder.line(pidFile(), 0);
        if (pid != null) {
            Signals.endOrphan(Long.parseLong(pid), "redis-server", ORDERLY);
        }
    }

    private Path pidFile() {
        return data.resolve("redis.pid");
    }

    @Override
    List<String> command(int atPort) throws IOException {
        Files.deleteIfExists(pidFile());
        var settings = data.resolve("redis.conf");
        // In a file and not on the command line, where everybody on the machine could read the password.
        DataFolder.writeSecret(settings, """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                pidfile "%s"
                appendonly yes
                appendfsync everysec
                save ""
                """.formatted(atPort, password, data, pidFile()));
        return List.of(program().toString(), settings.toString());
    }

    private Path program() {
        return Platform.current().redis().stream()
                .map(binaries::program)
                .filter(EmbeddedRedis::runsHere)
                .findFirst()
                .orElseThrow(() -> new CannotStart("The embedded Redis does not run on this system (it may lack"
                        + " OpenSSL 3): install it or set spring.data.redis.url."));
    }

    private static boolean runsHere(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PROBE_SECONDS, java.util.concurrent.TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    boolean isReady() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), PING_TIMEOUT_MILLIS);
            socket.setSoTimeout(PING_TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\nPING\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.contains("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
