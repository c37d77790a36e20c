package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.Stage;
import dev.frontrow.Stage.Show;
import dev.frontrow.TestServer;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.OutOfScope;
import dev.frontrow.shared.Scope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Which concerts a token opens, and when (C2, C3, W10). */
class ScopeIntegrationTests {

    private static final Scope EVERY = new Scope.EveryConcert();
    private static final Scope LOBBY = new Scope.LobbyConcerts();

    private final TestServer server = TestServer.shared();
    private final Concerts concerts = server.bean(Concerts.class);
    private final Performances performances = server.bean(Performances.class);

    private static ConcertId concert(Show show) {
        return new ConcertId(show.concertId());
    }

    private static LocalDate date(Show show) {
        return LocalDate.parse(show.date());
    }

    /** C3: a token of a concert's own room names it. */
    @Test
    void theTokenOfAConcertsOwnRoomNamesTheConcert() {
        var mine = Stage.with(server, Map.of("ownWaitingRoom", true));
        Stage.with(server, Map.of(), Map.of("startsAt", mine.startsAt()));
        var scope = new Scope.OneConcert(concert(mine));

        assertThat(performances.on(date(mine), null, scope).id()).isEqualTo(new PerformanceId(mine.performanceId()));
        assertThat(concerts.within(scope, null)).extracting(Concert::id).containsExactly(concert(mine));
    }

    /** W10 */
    @Test
    void whatLiesOutsideIsRefusedWhenNamed() {
        var plain = Stage.plain(server);
        var special = Stage.with(server, Map.of("ownWaitingRoom", true));
        var ofSpecial = new Scope.OneConcert(concert(special));

        assertOutside(plain, ofSpecial);
        assertOutside(special, LOBBY);
        assertThat(performances.on(date(special), concert(special), EVERY).concertId())
                .isEqualTo(concert(special));
        assertThat(concerts.within(LOBBY, null))
                .extracting(Concert::id)
                .contains(concert(plain))
                .doesNotContain(concert(special));
        assertThat(concerts.within(EVERY, null)).extracting(Concert::id).contains(concert(plain), concert(special));
    }

    /** W10: where only a concert of another room plays that day, nobody need name it to learn that. */
    @Test
    void whatLiesOutsideIsRefusedAlsoWhereItPlaysAlone() {
        var day = server.clock()
                .instant()
                .plus(Duration.ofDays(400 + ThreadLocalRandom.current().nextInt(2_000)));
        var alone = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("startsAt", day.toString()));

        assertThatThrownBy(() -> performances.on(date(alone), null, LOBBY)).isInstanceOf(OutOfScope.class);
        assertThatThrownBy(() -> performances.named(date(alone), null, LOBBY)).isInstanceOf(OutOfScope.class);
        assertThat(performances.on(date(alone), null, EVERY).concertId()).isEqualTo(concert(alone));
        assertThatThrownBy(() -> performances.on(date(alone).minusYears(20), null, LOBBY))
                .isInstanceOf(PerformanceNotFound.class);
    }

    private void assertOutside(Show show, Scope scope) {
        var id = new PerformanceId(show.performanceId());
        assertThatThrownBy(() -> performances.on(date(show), concert(show), scope))
                .isInstanceOf(OutOfScope.class);
        assertThatThrownBy(() -> performances.byId(id, scope)).isInstanceOf(OutOfScope.class);
        assertThatThrownBy(() -> concerts.within(scope, concert(show))).isInstanceOf(OutOfScope.class);
        assertThatThrownBy(() -> concerts.find(concert(show), scope)).isInstanceOf(OutOfScope.class);
    }

    /** W1 */
    @Test
    void othersAskWhichRoomAConcertHas() {
        assertThat(concerts.hasOwnWaitingRoom(concert(Stage.plain(server)))).isFalse();
        assertThat(concerts.hasOwnWaitingRoom(concert(Stage.with(server, Map.of("ownWaitingRoom", true)))))
                .isTrue();
        assertThatThrownBy(() -> concerts.hasOwnWaitingRoom(new ConcertId(9_999_999)))
                .isInstanceOf(ConcertNotFound.class);
    }

    /** C2 */
    @Test
    void aDateIsListedFromItsSaleUntilItBegins() {
        var onSaleAt = server.clock().instant().plus(Duration.ofDays(2));
        var startsAt = onSaleAt.plus(Duration.ofDays(2));
        var show = Stage.with(server, Map.of(), Map.of("onSaleAt", onSaleAt, "startsAt", startsAt));
        var performance = performances.byId(new PerformanceId(show.performanceId()), EVERY);

        assertThat(performance.isOnSale(onSaleAt.minusMillis(1))).isFalse();
        assertNotOnSale(show);

        server.clock().set(onSaleAt);
        assertThat(performances.on(date(show), concert(show), EVERY)).isEqualTo(performance);
        assertThat(concerts.byId(concert(show)).onSale(server.clock().instant()))
                .hasSize(1);

        server.clock().set(startsAt.minusSeconds(60));
        assertThat(performances.on(date(show), concert(show), EVERY)).isEqualTo(performance);

        server.clock().set(startsAt);
        assertNotOnSale(show);
        assertThat(performances.byId(performance.id(), EVERY)).isEqualTo(performance);
    }

    private void assertNotOnSale(Show show) {
        assertThatThrownBy(() -> performances.on(date(show), concert(show), EVERY))
                .isInstanceOf(PerformanceNotFound.class);
        assertThat(concerts.byId(concert(show)).onSale(server.clock().instant()))
                .isEmpty();
    }
}
