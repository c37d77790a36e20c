package dev.frontrow.shared.web;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operations of every shape, so that the conventions can be tested without any module's own. */
@Hidden
@Anonymous
@RestController
@RequestMapping("/api/v1/probe")
class ProbeController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Fails when a part of the answer is on its way. */
    @GetMapping("/half")
    void half(HttpServletResponse response) throws IOException {
        response.getWriter().write("the first of two halves");
        response.flushBuffer();
        throw new IllegalStateException("no second half");
    }

    enum Color {
        RED,
        BLUE
    }

    record Shape(
            @NotBlank String name,
            @Min(1) @Max(9) int sides,
            @Nullable Long length,
            @Nullable Boolean filled,
            @Nullable Color color,
            @Nullable LocalDate day,
            @Nullable Instant at,
            @Nullable UUID id,
            @Nullable UserId userId,
            @Nullable ConcertId concertId,
            @Nullable List<Integer> seats,
            @Valid @Nullable Corner corner) {}

    record Corner(@NotNull String label) {}

    record Page(@Min(1) @Max(100) int size, @Nullable String cursor) {}

    static final class Taken extends Problem {
        Taken() {
            super(Kind.CONFLICT, "FORBIDDEN", List.of(1, 2));
        }

        @Override
        public Map<String, @Nullable Object> details() {
            return Map.of("seats", List.of(1, 2));
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Idempotency-Replayed", "true");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMillis(2001);
        }
    }

    @PostMapping("/shapes")
    Success<Shape> shape(@Valid @RequestBody Shape shape) {
        return Success.of(shape);
    }

    /** How often something was done. */
    static final AtomicInteger COUNTED = new AtomicInteger();

    @PostMapping("/count")
    Success<Integer> count() {
        return Success.of(COUNTED.incrementAndGet());
    }

    @GetMapping("/users/{userId}")
    Success<UserId> user(@PathVariable UserId userId) {
        return Success.of(userId);
    }

    @GetMapping("/concerts/{concertId}")
    Success<ConcertId> concert(@PathVariable ConcertId concertId) {
        return Success.of(concertId);
    }

    @GetMapping("/days")
    Success<LocalDate> day(@RequestParam LocalDate date, @RequestParam @Max(5) @Nullable Integer size) {
        return Success.of(date);
    }

    @GetMapping("/pages")
    Success<Page> page(@Valid Page page) {
        return Success.of(page);
    }

    /** What the slow operation tells and is told. */
    static final CountDownLatch BEGUN = new CountDownLatch(1);

    static final CountDownLatch MAY_END = new CountDownLatch(1);

    @GetMapping("/slow")
    Success<Boolean> slow() throws InterruptedException {
        BEGUN.countDown();
        return Success.of(MAY_END.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    @GetMapping("/failures/{kind}")
    Success<String> fail(@PathVariable String kind) {
        throw switch (kind) {
            case "taken" -> new Taken();
            case "field" -> new InvalidRequest("email", "field.required");
            case "away" -> new Unavailable(Duration.ZERO);
            case "pool" -> new CannotGetJdbcConnectionException("jdbc:postgresql://secret");
            case "begin" -> new CannotCreateTransactionException("begin");
            case "lock" -> new CannotAcquireLockException("update secret");
            case "connection" -> new IllegalStateException(new SQLException("secret", "08006"));
            case "query" -> new DataAccessResourceFailureException("select secret");
            default -> new IllegalStateException("select secret from users");
        };
    }
}
