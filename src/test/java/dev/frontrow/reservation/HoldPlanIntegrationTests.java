package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Reopen;
import dev.frontrow.reservation.Wanted.Buyer;
import dev.frontrow.shared.Statements;
import dev.frontrow.shared.UserId;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a hold costs does not grow with what others hold, whatever PostgreSQL knows of the tables yet (Q1). */
class HoldPlanIntegrationTests {

    private static final int OTHERS = 3_000;
    private static final int TOGETHER = 20;
    private static final int UNTIL_THE_PLAN_IS_KEPT = 20;
    private static final PerformanceId PERFORMANCE = new PerformanceId(1);

    private final TestServer server = TestServer.shared();
    private final JdbcClient jdbc = server.bean(JdbcClient.class);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatOthersHoldIsNotRead(boolean countedWhileEmpty) {
        server.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            emptyTableInFrontOfTheOther();
            if (countedWhileEmpty) {
                jdbc.sql("analyze reservation").update();
            }
            IntStream.range(0, UNTIL_THE_PLAN_IS_KEPT).forEach(_ -> look());
            othersHold();
            long before = rowsRead();
            look();
            assertThat(rowsRead() - before).isLessThan(OTHERS);
            status.setRollbackOnly();
        });
    }

    /** Whoever holds and cancels without an end does not make everybody wait who is asked about together with them. */
    @Test
    void whatABuyerHasCanceledIsNotRead() {
        var buyer = new Buyer(new UserId(UUID.randomUUID()), PERFORMANCE);
        server.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            emptyTableInFrontOfTheOther();
            canceled(buyer.user());
            long before = rowsRead();
            look(Map.of(buyer, Reopen.IMMEDIATELY));
            assertThat(rowsRead() - before).isLessThan(OTHERS);
            status.setRollbackOnly();
        });
    }

    private void look() {
        look(buyers());
    }

    private void look(Map<Buyer, Reopen> buyers) {
        var trip = server.bean(Statements.class).together();
        server.bean(ReservationStore.class).of(buyers, server.clock().instant(), trip);
        trip.go();
    }

    /** Only for this transaction; nobody has counted its rows. */
    private void emptyTableInFrontOfTheOther() {
        jdbc.sql("create temporary table reservation (like public.reservation including all)")
                .update();
    }

    private void othersHold() {
        jdbc.sql("""
                insert into reservation
                       (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at)
                select gen_random_uuid(), :performance, 1, gen_random_uuid(), array[number], 1, 'HELD', now(),
                       now() + interval '5 minutes'
                  from generate_series(1, :others) as number
                """)
                .param("performance", PERFORMANCE.value())
                .param("others", OTHERS)
                .update();
    }

    private void canceled(UserId buyer) {
        jdbc.sql("""
                insert into reservation
                       (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at, ended_at)
                select gen_random_uuid(), :performance, 1, :buyer, array[1], 1, 'CANCELED', now(), now(), now()
                  from generate_series(1, :many)
                """)
                .param("performance", PERFORMANCE.value())
                .param("buyer", buyer.value())
                .param("many", OTHERS)
                .update();
    }

    private static Map<Buyer, Reopen> buyers() {
        return Stream.generate(() -> new Buyer(new UserId(UUID.randomUUID()), PERFORMANCE))
                .limit(TOGETHER)
                .collect(Collectors.toMap(Function.identity(), _ -> Reopen.DAILY));
    }

    private long rowsRead() {
        return jdbc.sql("""
                select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables
                 where relid = 'pg_temp.reservation'::regclass
                """).query(Long.class).single();
    }
}
