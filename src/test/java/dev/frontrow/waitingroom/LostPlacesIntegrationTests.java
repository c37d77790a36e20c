package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** W6, W13, invariant 8: one slot, somebody inside, five more after the last copy; then Redis loses them. */
class LostPlacesIntegrationTests {

    /** When Redis loses the room, a second after the copy. */
    private static final long LOST = 2_000;
    /** How long those who may have a number are waited for: the longest pollAfter, and the way there. */
    private static final long WAIT = 32_000;

    private static final Duration HOLD = Duration.ofMinutes(7);

    private final VirtualRoom room = new VirtualRoom(TestServer.shared(), new Policy.Slots(1, null));
    private final List<QueueToken> late = new ArrayList<>();
    private QueueToken inside;

    @BeforeEach
    void copiedAndLost() {
        inside = room.join();
        enter(inside);
        at(1_000);
        room.copy();
        late.addAll(room.line(5));
        at(LOST);
        lose();
    }

    @Test
    void nobodyOvertakesWhoJoinedAfterTheCopy() {
        var newcomer = room.join();
        assertThat(newcomer.number()).isGreaterThan(late.getLast().number());
        leave(inside);
        at(LOST + WAIT - 1);
        assertThat(called()).isEmpty();
        for (int i = late.size(); i > 0; i--) {
            assertThat(room.look(late.get(i - 1)).position()).isEqualTo(i);
        }
        for (var next : late) {
            assertThat(called()).containsExactly(next.number());
            leave(next);
        }
        assertThat(called()).isEmpty();
        at(LOST + WAIT);
        assertThat(called()).containsExactly(newcomer.number());
    }

    /** Among them there may be numbers that were never given. */
    @Test
    void whoeverDoesNotShowIsWaitedForNoLongerThanAPollTakes() {
        var newcomer = room.join();
        leave(inside);
        at(LOST + WAIT);
        assertThat(room.look(late.get(1)).position()).isEqualTo(1);
        assertThat(room.look(newcomer).position()).isEqualTo(2);
        assertThat(called()).containsExactly(late.get(1).number());

        var missed = late.getFirst();
        assertThat(room.look(missed).over()).isFalse();
        assertThat(room.join(missed.user()).number()).isEqualTo(missed.number());
        assertThat(room.look(missed).position()).isEqualTo(1);
    }

    /** W7 */
    @Test
    void inCyclesTheyAreWaitedForTooAndTakeNoPlaceIfTheyDoNotShow() {
        room.follow(new Policy.Cycle(3, Duration.ofMinutes(5)));
        var newcomers = room.line(2);
        assertThat(called()).isEmpty();
        assertThat(room.look(late.get(1)).position()).isEqualTo(2);
        at(LOST + WAIT);
        assertThat(called())
                .containsExactlyInAnyOrder(
                        late.get(1).number(), newcomers.getFirst().number());
    }

    @Test
    void lostTwiceWithinTheWaitTheyAreWaitedForAnew() {
        var newcomer = room.join();
        at(LOST + 1_000);
        room.copy();
        lose();
        leave(inside);
        at(LOST + WAIT);
        assertThat(called()).isEmpty();
        late.forEach(room::look);
        assertThat(called()).containsExactly(late.getFirst().number());
        assertThat(room.look(newcomer).position()).isGreaterThan(4);
    }

    /** Nor do they come between again when Redis is lost once more. */
    @Test
    void whoWasWaitedForInVainMakesNoPositionWorse() {
        var newcomers = room.line(2);
        at(LOST + WAIT);
        assertThat(room.look(newcomers.getLast()).position()).isEqualTo(2);
        room.copy();
        room.lose(newcomers);
        assertThat(room.look(newcomers.getLast()).position()).isEqualTo(2);
    }

    @Test
    void askingAnewCostsWhoJoinedAfterTheCopyNothing() {
        var anew = late.stream().map(token -> room.join(token.user())).toList();
        for (int i = late.size(); i > 0; i--) {
            assertThat(anew.get(i - 1).number()).isGreaterThan(late.getLast().number());
            assertThat(room.look(late.get(i - 1)).position()).isEqualTo(i);
        }
        at(LOST + WAIT);
        assertThat(room.look(late.getLast()).position()).isEqualTo(late.size());
        assertThat(anew).noneMatch(token -> room.look(token).position() > 0);
    }

    /** W2: without its token the account of somebody inside is not known, and found again when that shows. */
    @Test
    void whoIsInsideAndAsksAnewIsInsideWithTheEarlierToken() {
        var anew = room.join(inside.user());
        assertThat(anew.number()).isGreaterThan(inside.number());
        assertThat(room.look(inside).inside()).isPositive();
        assertThat(room.look(anew).position()).isZero();
        assertThat(room.join(inside.user()).number()).isEqualTo(inside.number());
        assertThat(room.held(true)).containsOnlyKeys(inside.number());
    }

    @Test
    void twoSlotsOfOneAccountBecomeOneWithTheEarlierToken() {
        var anew = room.join(inside.user());
        room.follow(new Policy.Slots(100, null));
        at(LOST + WAIT);
        enter(anew);
        assertThat(room.held(true)).containsOnlyKeys(inside.number(), anew.number());
        assertThat(room.look(inside).inside()).isPositive();
        assertThat(room.held(true)).containsOnlyKeys(inside.number());
    }

    /** W11 */
    @Test
    void aPaymentWithTheTokenFreesTheSlot() {
        late.forEach(room::look);
        assertThat(paid(inside)).isEqualTo(inside.number());
        assertThat(room.held(true)).isEmpty();
        assertThat(called()).containsExactly(late.getFirst().number());
        assertThat(room.look(inside).over()).isTrue();
    }

    /** W11, W14 */
    @Test
    void aPaymentWithoutTheTokenFreesTheSlotWhenTheTokenShows() {
        assertThat(paid(null)).isZero();
        assertThat(room.look(inside).over()).isTrue();
        assertThat(room.held(true)).isEmpty();
        assertThat(room.join(inside.user()).number())
                .isGreaterThan(late.getLast().number());
    }

    /** W14 */
    @Test
    void aPaymentFromTheLaterPlaceEndsTheEarlierOneToo() {
        var anew = room.join(inside.user());
        assertThat(paid(null)).isEqualTo(anew.number());
        assertThat(room.look(inside).over()).isTrue();
        assertThat(room.held(true)).isEmpty();
    }

    /** W11, E3: made while Redis was away, and told by Kafka before the token shows. */
    @Test
    void aHoldThatIsToldLaterKeepsTheSession() {
        stay();
        assertThat(room.look(inside).inside()).isEqualTo(HOLD);
        assertThat(room.held(true)).containsOnlyKeys(inside.number());
    }

    /** Nor does it stand in the way of a new place, or of the payment. */
    @Test
    void aHoldThatIsToldLaterIsNoPlace() {
        stay();
        assertThat(room.join(inside.user()).number())
                .isGreaterThan(late.getLast().number());

        var other = room.instance(0);
        other.stay(room.id, late.getFirst().user(), room.rules(), HOLD);
        other.end(room.id, late.getFirst().user(), null, room.rules(), Duration.ZERO);
        other.stay(room.id, late.getFirst().user(), room.rules(), HOLD);
        assertThat(room.look(late.getFirst()).over()).isTrue();
    }

    /** W14, E3 */
    @Test
    void aPaymentThatIsToldLaterEndsThePlaceItWasMadeFrom() {
        assertThat(paidBefore(Duration.ofSeconds(3))).isZero();
        assertThat(room.look(inside).over()).isTrue();
        assertThat(room.held(true)).isEmpty();
    }

    /** Whoever comes back without the earlier token has paid all the same. */
    @Test
    void aPaidPlaceDoesNotComeBackOnceTheAccountHasAskedAnew() {
        paid(null);
        var anew = room.join(inside.user());
        room.join(inside.user()); // and once more
        assertThat(room.look(inside).inside()).isZero();
        assertThat(room.look(anew).position()).isPositive();
        assertThat(room.join(inside.user()).number()).isEqualTo(anew.number());
    }

    /** An instance of an older version has noted it. */
    @Test
    void aPaymentThatWasNotedWithoutItsTimeEndsThePlace() {
        var redis = TestServer.shared().bean(StringRedisTemplate.class);
        redis.opsForValue().set(RoomKeys.ofUser(room.id, inside.user()), "0x");
        assertThat(room.look(inside).over()).isTrue();
    }

    @Test
    void whatIsToldInAnotherOrderCountsAsTheLatest() {
        stay();
        room.instance(0).stay(room.id, inside.user(), room.rules(), HOLD.dividedBy(2));
        assertThat(room.look(inside).inside()).isEqualTo(HOLD);

        var paid = late.getFirst();
        for (var age : List.of(Duration.ZERO, Duration.ofDays(2))) {
            room.instance(0).end(room.id, paid.user(), null, room.rules(), age);
        }
        assertThat(room.look(paid).over()).isTrue();
    }

    @Test
    void aPaymentThatIsToldLaterSparesANewerPlace() {
        var life = room.instance(0)
                .join(room.id, TestRoom.somebody(), null, room.rules())
                .life();
        var until = room.validUntil().minus(VirtualRoom.VALIDITY).plus(life);
        inside = new QueueToken(inside.user(), room.id, inside.number(), inside.serial(), until);
        paidBefore(Duration.ofSeconds(3));
        assertThat(room.look(inside).inside()).isPositive();
    }

    private void stay() {
        room.instance(0).stay(room.id, inside.user(), room.rules(), HOLD);
    }

    private long paid(@Nullable QueueToken shown) {
        return room.instance(1).end(room.id, inside.user(), shown, room.rules(), Duration.ZERO);
    }

    private long paidBefore(Duration age) {
        return room.instance(1).end(room.id, inside.user(), null, room.rules(), age);
    }

    private void enter(QueueToken token) {
        assertThat(room.inside(List.of(token))).isNotEmpty();
        assertThat(room.instance(2).enter(token, room.rules()).entered()).isTrue();
    }

    private void leave(QueueToken token) {
        assertThat(room.instance(0).leave(token, room.rules())).isTrue();
    }

    /** Who is called in by now and has not shown up. */
    private Iterable<Long> called() {
        room.inside(List.of());
        return room.held(false).keySet();
    }

    private void lose() {
        room.lose(Stream.concat(Stream.of(inside), late.stream()).toList());
    }

    private void at(long millis) {
        room.at(Duration.ofMillis(millis));
    }
}
