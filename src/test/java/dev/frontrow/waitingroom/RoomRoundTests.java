package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whether a room that fails holds up others. */
@ExtendWith(OutputCaptureExtension.class)
class RoomRoundTests {

    private static final Set<RoomId> ROOMS =
            LongStream.rangeClosed(1, 10).mapToObj(RoomRoundTests::room).collect(Collectors.toSet());

    private final RoomRound round = new RoomRound();
    private final Set<RoomId> failing = new HashSet<>();
    private Supplier<RuntimeException> failure = () -> new Unavailable(Duration.ofSeconds(1));

    @Test
    void whileNoneFailsEachHasItsTurn() {
        assertThat(tried()).containsExactlyInAnyOrderElementsOf(ROOMS);
    }

    @Test
    void roomsThatFailComeAfterTheOthers() {
        failing.addAll(Set.of(room(2), room(5), room(7)));
        failing.forEach(each -> tried());
        for (int more = 0; more < 3; more++) {
            var tried = tried();
            assertThat(tried).as("one attempt in vain").hasSize(8);
            assertThat(failing).contains(tried.getLast());
        }
    }

    @Test
    void roomsThatFailAreTriedByTurns() {
        failing.addAll(Set.of(room(2), room(5), room(7)));
        failing.forEach(each -> tried());
        assertThat(List.of(tried().getLast(), tried().getLast(), tried().getLast()))
                .containsExactlyInAnyOrderElementsOf(failing);
    }

    /** As when Redis is away. */
    @Test
    void whileAllFailARoundIsOneAttemptAndTheNextOneAfterIsWhole() {
        failing.addAll(ROOMS);
        for (int rounds = 0; rounds < 30; rounds++) {
            assertThat(tried()).hasSize(1);
        }
        failing.clear();
        assertThat(tried()).containsExactlyInAnyOrderElementsOf(ROOMS);
    }

    @Test
    void whatNobodyExpectsIsToldOnceAndWhatIsAwayIsNot(CapturedOutput output) {
        failing.add(room(3));
        tried();
        assertThat(output).doesNotContain("a room fails");
        failure = () -> new IllegalStateException("no such draw");
        for (int rounds = 0; rounds < 5; rounds++) {
            tried();
        }
        assertThat(output.getAll().split("a room fails", -1)).hasSize(2);
        assertThat(output).contains("no such draw");
    }

    private static RoomId room(long concert) {
        return new RoomId(new ConcertId(concert));
    }

    /** In one round. */
    private List<RoomId> tried() {
        var tried = new ArrayList<RoomId>();
        round.run(ROOMS, room -> {
            tried.add(room);
            if (failing.contains(room)) {
                throw failure.get();
            }
        });
        return tried;
    }
}
