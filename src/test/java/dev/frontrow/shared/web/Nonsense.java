package dev.frontrow.shared.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers should not send. */
final class Nonsense {

    /** For paths and queries, percent-encoded. */
    static final List<String> WORDS = List.of(
            "0",
            "-1",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "null",
            "%20",
            "%27%3B--",
            "%F0%9F%8E%AB",
            "%00",
            "%FF",
            "..",
            "a".repeat(300),
            "00000000-0000-0000-0000-000000000000",
            "2026-02-30",
            "%2B999999999-12-31",
            "9999-12-31");

    /** For the members of a body. */
    static final List<@Nullable Object> VALUES = Arrays.asList(
            null,
            0,
            -1,
            1.5,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Double.MAX_VALUE,
            true,
            "",
            " ",
            "x",
            "a".repeat(5000),
            "\u202e\ufeff\uffff",
            "a\u0000b",
            "'; drop table users; --",
            "9999-12-31",
            "9999-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "00000000-0000-0000-0000-000000000000",
            List.of(),
            Map.of(),
            List.of(1, 1),
            List.of(Map.of()),
            Arrays.asList(null, null),
            List.of(Integer.MAX_VALUE, -1),
            List.of(List.of(List.of(1))));

    /** For whole bodies. */
    static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "1",
            "\"\"",
            "true",
            "{",
            "\u0000",
            "\ufeff{}",
            "{\"a\":1,\"a\":2}",
            "{} {}",
            "[".repeat(50_000),
            "{\"a\":".repeat(1000),
            "{\"a\":" + "9".repeat(5000) + "}",
            "\"" + "a".repeat(2_000_000) + "\"",
            "<a/>",
            "a=b&c=d");

    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json; charset=x-none",
            "Accept", "image/png",
            "Accept-Language", "x;q=9,*,-,ko-",
            "Authorization", "Basic ~~",
            "Idempotency-Key", "k".repeat(300),
            "If-None-Match", "\"",
            "traceparent", "00-zz-zz-zz",
            "X-Forwarded-For", "1.2.3.4, nonsense");

    private Nonsense() {}
}
