package dev.frontrow.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports nobody listens at. */
final class Ports {

    private Ports() {}

    /** A port on 127.0.0.1 that was free a moment ago; whoever takes it must cope with having lost it meanwhile. */
    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
