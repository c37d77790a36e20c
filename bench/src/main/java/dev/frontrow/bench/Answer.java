package dev.frontrow.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An answer, valid only while the connection it came over is idle. It looks members up by searching for their names,
 * because a parser would cost more than the server's own work.
 */
final class Answer {

    /** Instead of one that never came. */
    static final Answer NONE = new Answer(Measurement.NO_ANSWER, new byte[0], 0, 0);

    private final int status;
    private final byte[] buffer;
    private final int from;
    private final int to;

    Answer(int status, byte[] buffer, int from, int to) {
        this.status = status;
        this.buffer = buffer;
        this.from = from;
        this.to = to;
    }

    /** The name of a member of the answered JSON. */
    record Member(byte[] needle) {
        static Member named(String name) {
            return new Member(('"' + name + "\":").getBytes(StandardCharsets.US_ASCII));
        }
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether what was asked for may have been done or not: no answer came, or only one from in between. */
    boolean isUnknown() {
        return status == Measurement.NO_ANSWER || status >= 500;
    }

    String body() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    /** The first whole number of that name; −1 when there is none. */
    long number(Member member) {
        int at = find(member.needle);
        if (at < 0 || !isDigit(at)) {
            return -1;
        }
        long value = 0;
        for (; isDigit(at); at++) {
            value = value * 10 + buffer[at] - '0';
        }
        return value;
    }

    /** The whole numbers in the first array of that name; none when there is no such array. */
    int[] numbers(Member member) {
        int at = find(member.needle);
        if (at < 0 || at >= to || buffer[at] != '[') {
            return new int[0];
        }
        var numbers = new int[(to - at) / 2]; // each has a digit and what ends it
        int count = 0;
        int value = 0;
        while (++at < to && (isDigit(at) || buffer[at] == ',' || buffer[at] == ']')) {
            if (isDigit(at)) {
                value = value * 10 + buffer[at] - '0';
                continue;
            }
            if (isDigit(at - 1)) {
                numbers[count++] = value;
                value = 0;
            }
            if (buffer[at] == ']') {
                break;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /** The first text of that name, which holds no escapes; empty when there is none. */
    String text(Member member) {
        int at = find(member.needle);
        if (at < 0 || at >= to || buffer[at] != '"') {
            return "";
        }
        int end = at + 1;
        while (end < to && buffer[end] != '"') {
            end++;
        }
        return new String(buffer, at + 1, end - at - 1, StandardCharsets.UTF_8);
    }

    private boolean isDigit(int at) {
        return at < to && buffer[at] >= '0' && buffer[at] <= '9';
    }

    /** Behind the first occurrence; −1 when there is none. */
    private int find(byte[] needle) {
        for (int at = from; at <= to - needle.length; at++) {
            if (buffer[at] == needle[0] && Arrays.equals(buffer, at, at + needle.length, needle, 0, needle.length)) {
                return at + needle.length;
            }
        }
        return -1;
    }
}
