package dev.frontrow.reservation;

import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.Performance;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Performances;
import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.payment.Payments;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.Scope;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * The booking without HTTP and waiting room, on a server whose clock stands still and moves only forward. Nothing
 * lapses or reopens there unless a test says so.
 */
final class BoxOffice {

    /** What a command answers that is not refused. */
    static final String DONE = "done";

    /** Points; what {@link Stage} asks for a seat. */
    static final long PRICE = 50_000;

    private static final Duration FAR_AHEAD = Duration.ofDays(3_000);

    private static final class Only {
        private static final BoxOffice OPEN = new BoxOffice();
    }

    private final TestServer server = TestServer.start("--spring.kafka.listener.auto-startup=false");
    private final LapseClock lapseClock = server.bean(LapseClock.class);
    private final Reopening reopening = server.bean(Reopening.class);
    private final Holds holds = server.bean(Holds.class);
    private final Reservations reservations = server.bean(Reservations.class);
    private final Payments payments = server.bean(Payments.class);
    private final Wallets wallets = server.bean(Wallets.class);
    private final Idempotency idempotency = server.bean(Idempotency.class);

    private BoxOffice() {
        var schedules = server.bean(ScheduledAnnotationBeanPostProcessor.class);
        schedules.postProcessBeforeDestruction(lapseClock, "lapseClock");
        schedules.postProcessBeforeDestruction(reopening, "reopening");
        server.clock().stopAt(server.clock().instant().plus(Duration.ofDays(2)));
    }

    /** The one that all tests of this JVM share, one after the other. */
    static BoxOffice open() {
        return Only.OPEN;
    }

    TestServer server() {
        return server;
    }

    Instant now() {
        return server.clock().instant();
    }

    void wait(Duration time) {
        waitUntil(now().plus(time));
    }

    void waitUntil(Instant time) {
        if (time.isBefore(now())) {
            throw new IllegalArgumentException(time + " is over, it is " + now());
        }
        server.clock().stopAt(time);
    }

    /** A performance years ahead, at {@link #PRICE} points a seat. */
    Performance performance(String reopen, int seats) {
        var show = Stage.with(
                server,
                Map.of("reopen", reopen),
                Map.of("seats", seats, "startsAt", now().plus(FAR_AHEAD).toString()));
        return server.bean(Performances.class).byId(new PerformanceId(show.performanceId()), new Scope.EveryConcert());
    }

    /** Somebody new with that many points. */
    UserId fan(long points) {
        var id = new UserId(UUID.randomUUID());
        server.jdbc()
                .sql("""
                insert into users (id, username, email, password_hash, roles, created_at, changed_at)
                values (:id, 'fan', :email, '-', array['FAN'], :now, :now)
                """)
                .param("id", id.value())
                .param("email", id + "@frontrow.test")
                .param("now", now().atOffset(ZoneOffset.UTC))
                .update();
        if (points > 0) {
            charge(id, points);
        }
        return id;
    }

    String charge(UserId fan, long points) {
        var asked = idempotency.command(fan, null, List.of(), new Wallets.Wish(fan, points));
        return answer(() -> wallets.charge(asked));
    }

    String hold(UserId fan, Performance performance, List<Integer> seats) {
        return answer(() -> holds.take(fan, performance, seats));
    }

    Reservation held(UserId fan, Performance performance, Integer... seats) {
        return holds.take(fan, performance, List.of(seats));
    }

    String pay(UserId fan, ReservationId reservation) {
        return answer(() -> payments.pay(reservation, fan));
    }

    String cancel(UserId fan, Performance performance, int seat) {
        return answer(() -> reservations.cancel(fan, performance.date(), seat, performance.concertId()));
    }

    String sweep() {
        return answer(lapseClock::sweep);
    }

    /** Looks whether a day's reopening is due. */
    String reopen() {
        return answer(reopening::look);
    }

    /** A refund as it is to be: by the organizer's act, which is not part of the server yet. */
    void refund(Reservation paid) {
        server.jdbc()
                .sql("""
                with refunded as (
                    update reservation set status = 'REFUNDED' where id = :id returning *
                ), returned as (
                    update wallet w set balance = w.balance + r.amount from refunded r where w.user_id = r.user_id
                    returning w.user_id, w.balance, r.amount
                ), entered as (
                    insert into wallet_entry (user_id, type, amount, balance_after, at)
                    select user_id, 'REFUND', amount, balance, :now from returned
                )
                update seat s
                   set status = case c.reopen when 'IMMEDIATELY' then 'AVAILABLE' else 'CANCELED' end,
                       reservation_id = null, owner_id = null, changed_at = :now
                  from refunded r join concert c on c.id = r.concert_id
                 where s.performance_id = r.performance_id and s.number = any(r.seats)
                """)
                .param("id", paid.id().value())
                .param("now", now().atOffset(ZoneOffset.UTC))
                .update();
        server.bean(SeatLocks.class).tryRelease(paid.performanceId(), paid.seatNumbers(), paid.userId());
    }

    /** The seat's status as PostgreSQL has it. */
    String seat(Performance performance, int number) {
        return server.seatStatus(performance.id().value(), number);
    }

    /** The fan's reservations of that concert as they stand now, newest first. */
    List<Reservation> reservations(UserId fan, Performance performance) {
        return reservations.of(fan, performance.concertId(), null, 100);
    }

    /** How many statements wait for a row that another transaction has locked. */
    long waitingForLocks() {
        return server.jdbc()
                .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }

    long balance(UserId fan) {
        return wallets.balanceOf(fan);
    }

    private static String answer(Runnable command) {
        try {
            command.run();
            return DONE;
        } catch (Problem refusal) {
            return refusal.kind().status() + " " + refusal.error();
        }
    }
}
