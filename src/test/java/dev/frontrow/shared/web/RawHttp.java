package dev.frontrow.shared.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What no HTTP client would send. */
record RawHttp(int port) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Sends the text as it is and reads until the server closes; the caller asks for {@code Connection: close}. */
    String exchange(String text) {
        return exchange(text, false);
    }

    /** Sends the text, and that no more will come. */
    String exchangeAll(String text) {
        return exchange(text, true);
    }

    private String exchange(String text, boolean isAll) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                if (isAll) {
                    socket.shutdownOutput();
                }
            } catch (SocketException _) {
                // the server has heard enough; its answer is there to be read
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
