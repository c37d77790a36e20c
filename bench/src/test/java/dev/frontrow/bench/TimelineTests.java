package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.bench.Timeline.Count;
import org.junit.jupiter.api.Test;

/** The curves, as far as they do not need time to pass. */
class TimelineTests {

    @Test
    void whatHappenedIsAddedUpSecondBySecond() {
        var timeline = new Timeline();
        timeline.count(Count.SEATS_SOLD, 3);
        timeline.count(Count.SEATS_SOLD, 4);
        assertThat(timeline.total(Count.SEATS_SOLD)).isEqualTo(7);
        assertThat(timeline.most(Count.SEATS_SOLD)).isEqualTo(7);
        assertThat(timeline.lastSale()).isEqualTo(1);
        assertThat(timeline.curves().get("seats sold")).containsExactly(7);
    }

    @Test
    void aSecondInWhichTheRoomWasNotSeenIsLikeTheOneBefore() {
        var timeline = new Timeline();
        timeline.room(5, 2);
        timeline.lapsedAgo(-2);
        assertThat(timeline.curves().get("waiting")).containsExactly(5, 5, 5);
        assertThat(timeline.curves().get("lapses")).containsExactly(0, 0, 1);
    }
}
