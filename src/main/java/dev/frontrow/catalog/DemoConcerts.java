package dev.frontrow.catalog;

import dev.frontrow.shared.ZoneSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Three concerts to play with, published when there has never been one; with {@code frontrow.demo=true}, which is the
 * default where the server started its own PostgreSQL.
 */
@Component
@ConditionalOnBooleanProperty("frontrow.demo")
class DemoConcerts implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoConcerts.class);

    /** Any number that no other advisory lock uses: instances started together publish once. */
    private static final long LOCK = 0x0DE30;

    private static final LocalTime EVENING = LocalTime.of(19, 30);

    private final Publishing publishing;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ZoneSettings zone;
    private final Clock clock;

    DemoConcerts(
            Publishing publishing, JdbcClient jdbc, TransactionTemplate transaction, ZoneSettings zone, Clock clock) {
        this.publishing = publishing;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(row -> {});
            if (jdbc.sql("select not exists (select 1 from concert)")
                    .query(Boolean.class)
                    .single()) {
                concerts().forEach(publishing::publish);
                LOG.info("published the demo concerts");
            }
        });
    }

    private List<NewConcert> concerts() {
        return List.of(
                new NewConcert(
                        "한여름 밤의 라이브 · Midsummer Night Live",
                        "모두가 기다린 단 하루의 무대. One night, the whole city wants in: it has a waiting room of its own.",
                        "한강 야외무대 · Han River Open Air Stage",
                        true,
                        Reopen.IMMEDIATELY,
                        List.of(plain(30, 500, 88_000L))),
                new NewConcert(
                        "서울 심포니 갈라 · Seoul Symphony Gala",
                        "말러 교향곡 2번 「부활」. Mahler's Second in a hall of 1,200 numbered seats.",
                        "예술의 홀 · Hall of Arts",
                        false,
                        Reopen.DAILY,
                        List.of(new NewPerformance(evening(45), null, null, null, hall()))),
                new NewConcert(
                        "작은 무대, 큰 노래 · Small Stage, Big Songs",
                        "두 번의 저녁, 쉰 개의 자리. Two evenings, fifty seats each.",
                        "골목 클럽 · Alley Club",
                        false,
                        Reopen.DAILY,
                        List.of(plain(14, null, null), plain(15, null, null))));
    }

    private NewPerformance plain(int days, @Nullable Integer seats, @Nullable Long price) {
        return new NewPerformance(evening(days), null, seats, price, null);
    }

    private static List<NewSection> hall() {
        return List.of(
                new NewSection("R", 10, 20, 150_000L),
                new NewSection("S", 16, 25, 110_000L),
                new NewSection("A", 20, 30, 77_000L));
    }

    private Instant evening(int days) {
        return clock.instant()
                .atZone(zone.zone())
                .toLocalDate()
                .plusDays(days)
                .atTime(EVENING)
                .atZone(zone.zone())
                .toInstant();
    }
}
