package dev.frontrow.ops;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans over OTLP/HTTP, and reads of the protocol buffers what tests ask about. */
final class Collector implements AutoCloseable {

    private static final int BYTES = 2;
    private static final HexFormat HEX = HexFormat.of();

    /** The kinds of spans that tests tell apart, as the protocol numbers them. */
    static final int SERVER = 2;

    static final int CONSUMER = 5;

    /** A part of a trace. */
    record Span(String trace, String id, String parent, String name, int kind) {}

    /** A member of a message: its number, and its bytes or its number's value. */
    private record Member(int number, ByteBuffer bytes, long value) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                take(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
                exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    List<Span> spansOf(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A request has resources, each of which has scopes, each of which has spans. */
    private void take(ByteBuffer request) {
        of(request, 1)
                .forEach(resource ->
                        of(resource, 2).forEach(scope -> of(scope, 2).forEach(span -> spans.add(span(span)))));
    }

    private static Span span(ByteBuffer message) {
        var members = members(message);
        return new Span(
                hex(members, 1),
                hex(members, 2),
                hex(members, 4),
                StandardCharsets.UTF_8.decode(bytes(members, 5)).toString(),
                (int) members.stream()
                        .filter(member -> member.number() == 6)
                        .mapToLong(Member::value)
                        .sum());
    }

    private static List<ByteBuffer> of(ByteBuffer message, int number) {
        return members(message).stream()
                .filter(member -> member.number() == number)
                .map(member -> member.bytes().duplicate())
                .toList();
    }

    private static ByteBuffer bytes(List<Member> members, int number) {
        return members.stream()
                .filter(member -> member.number() == number)
                .map(member -> member.bytes().duplicate())
                .findFirst()
                .orElseGet(() -> ByteBuffer.allocate(0));
    }

    private static String hex(List<Member> members, int number) {
        var bytes = bytes(members, number);
        var all = new byte[bytes.remaining()];
        bytes.get(all);
        return HEX.formatHex(all);
    }

    private static List<Member> members(ByteBuffer message) {
        var members = new ArrayList<Member>();
        while (message.hasRemaining()) {
            int key = (int) varint(message);
            var nothing = ByteBuffer.allocate(0);
            members.add(
                    switch (key & 7) {
                        case 0 -> new Member(key >>> 3, nothing, varint(message));
                        case 1 ->
                            new Member(
                                    key >>> 3,
                                    nothing,
                                    message.order(ByteOrder.LITTLE_ENDIAN).getLong());
                        case BYTES -> new Member(key >>> 3, slice(message, (int) varint(message)), 0);
                        case 5 ->
                            new Member(
                                    key >>> 3,
                                    nothing,
                                    message.order(ByteOrder.LITTLE_ENDIAN).getInt());
                        default -> throw new IllegalArgumentException("wire type " + (key & 7));
                    });
        }
        return members;
    }

    private static ByteBuffer slice(ByteBuffer message, int length) {
        var slice = message.slice(message.position(), length);
        message.position(message.position() + length);
        return slice;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
