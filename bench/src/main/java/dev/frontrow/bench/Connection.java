package dev.frontrow.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A kept-alive HTTP/1.1 connection: one request, then its answer. */
final class Connection {

    private static final int FIRST_BUFFER_BYTES = 16 * 1024;
    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
    private static final byte[] LENGTH = ascii("\r\ncontent-length:");
    private static final byte[] CHUNKED = ascii("\r\ntransfer-encoding:");
    private static final byte[] CLOSE = ascii("\r\nconnection: close");
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final InetSocketAddress address;
    private final Selector selector;
    private SocketChannel channel;
    private ByteBuffer in = ByteBuffer.allocate(FIRST_BUFFER_BYTES);
    private Request sent;
    private long sentAt;

    Connection(InetSocketAddress address, Selector selector) throws IOException {
        this.address = address;
        this.selector = selector;
        open();
    }

    private void open() throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Gives the running request up, if any, and connects anew. */
    void reopen() throws IOException {
        channel.close();
        sent = null;
        open();
    }

    void send(Request request) throws IOException {
        sent = request;
        sentAt = System.nanoTime();
        in.clear();
        var out = ByteBuffer.wrap(request.bytes());
        while (out.hasRemaining()) {
            channel.write(out); // one request fits into the socket's buffer
        }
    }

    /** The request under way; null when idle. */
    Request sent() {
        return sent;
    }

    long sentAt() {
        return sentAt;
    }

    /** Reads what has come; null until the answer is complete. */
    Answer read() throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            throw new IOException("closed by the server");
        }
        if (!in.hasRemaining()) {
            var larger = ByteBuffer.allocate(in.capacity() * 2);
            in = larger.put(in.flip());
        }
        return sent == null ? null : parse(in.array(), in.position());
    }

    private Answer parse(byte[] bytes, int to) throws IOException {
        int head = find(bytes, 0, to, END_OF_HEAD);
        if (head < 0) {
            return null;
        }
        int body = head + END_OF_HEAD.length;
        int status = (bytes[STATUS_AT] - '0') * 100 + (bytes[STATUS_AT + 1] - '0') * 10 + bytes[STATUS_AT + 2] - '0';
        int end = body;
        int length = find(bytes, 0, head, LENGTH);
        if (length >= 0) {
            end = body + decimal(bytes, length + LENGTH.length);
        } else if (find(bytes, 0, head, CHUNKED) >= 0) {
            end = joinChunks(bytes, body, to);
        }
        if (end < 0 || end > to) {
            return null;
        }
        sent = null;
        if (find(bytes, 0, head + 2, CLOSE) >= 0) {
            channel.close(); // the next request opens it again
        }
        return new Answer(status, bytes, body, end);
    }

    /** Moves the chunks together, once all of them are there; the end of the body, or −1. */
    private static int joinChunks(byte[] bytes, int from, int to) {
        int at = lastChunk(bytes, from, to);
        if (at < 0) {
            return -1;
        }
        int end = from;
        for (int chunk = from; chunk < at; ) {
            int size = hexadecimal(bytes, chunk);
            int start = lineEnd(bytes, chunk, to) + 2;
            System.arraycopy(bytes, start, bytes, end, size);
            end += size;
            chunk = start + size + 2;
        }
        return end;
    }

    /** Where the empty chunk begins; −1 when it is not there yet. */
    private static int lastChunk(byte[] bytes, int from, int to) {
        int chunk = from;
        while (true) {
            int line = lineEnd(bytes, chunk, to);
            if (line < 0) {
                return -1;
            }
            int size = hexadecimal(bytes, chunk);
            int next = line + 2 + size + 2;
            if (next > to) {
                return -1;
            }
            if (size == 0) {
                return chunk;
            }
            chunk = next;
        }
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        for (int at = from; at + 1 < to; at++) {
            if (bytes[at] == '\r') {
                return at;
            }
        }
        return -1;
    }

    private static int decimal(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int value = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    private static int hexadecimal(byte[] bytes, int from) {
        int value = 0;
        for (int at = from; Character.digit(bytes[at], 16) >= 0; at++) {
            value = value * 16 + Character.digit(bytes[at], 16);
        }
        return value;
    }

    /** Letters of the haystack count as small ones. */
    private static int find(byte[] bytes, int from, int to, byte[] needle) {
        for (int at = from; at <= to - needle.length; at++) {
            int same = 0;
            while (same < needle.length && small(bytes[at + same]) == needle[same]) {
                same++;
            }
            if (same == needle.length) {
                return at;
            }
        }
        return -1;
    }

    private static int small(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void close() throws IOException {
        channel.close();
    }
}
