package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fans on virtual time, a second a step. In each step all that fans do happens at once on three instances; what is
 * known of them here is what the room must come to.
 */
final class SimulatedSale {

    /** What somebody does next. */
    private enum Act {
        JOIN,
        ASK_AGAIN,
        QUIT,
        SHOW_UP,
        PAY,
        LEAVE,
        COME_BACK,
        FIND_IT_OVER
    }

    private record Plan(int fan, Act act) {}

    private final VirtualRoom room;
    private final Random random;
    private final UserId[] users;
    private final long[] numbers;
    private final int[] missed;
    private final Map<Long, Integer> fanOf = new ConcurrentHashMap<>();
    private final Map<Integer, List<Plan>> plans = new HashMap<>();
    /** Numbers in line, and those whose turn came and has not ended here. */
    final BitSet waiting = new BitSet();

    final BitSet called = new BitSet();
    /** Called, missed it, and back at the front. */
    final BitSet back = new BitSet();

    int finished;
    private int now;

    SimulatedSale(VirtualRoom room, int fans, int arrivalSteps, Random random) {
        this.room = room;
        this.random = random;
        users = new UserId[fans];
        numbers = new long[fans];
        missed = new int[fans];
        for (int fan = 0; fan < fans; fan++) {
            users[fan] = TestRoom.somebody();
            plan(fan * arrivalSteps / fans, fan, Act.JOIN);
        }
    }

    /** Lets everybody do what is planned for that step. */
    void act(int step) throws Exception {
        now = step;
        var planned = plans.getOrDefault(step, List.of());
        var done = Racers.atOnce(planned.size(), i -> done(planned.get(i), i));
        for (int i = 0; i < planned.size(); i++) {
            learn(planned.get(i), done.get(i));
        }
        plans.remove(step);
    }

    boolean isOver() {
        return plans.isEmpty() && waiting.isEmpty() && back.isEmpty() && called.isEmpty();
    }

    /** The token of whoever has that number. */
    QueueToken token(long number) {
        return shown(Objects.requireNonNull(fanOf.get(number)));
    }

    /** Those newly called decide what to do. */
    void called(long number) {
        int fan = Objects.requireNonNull(fanOf.get(number));
        waiting.clear((int) number);
        back.clear((int) number);
        called.set((int) number);
        var sleeps = random.nextInt(100) < 15 && missed[fan] < 2;
        plan(now + 1 + random.nextInt(3) + (sleeps ? 6 : 0), fan, sleeps ? Act.COME_BACK : Act.SHOW_UP);
    }

    private long done(Plan plan, int any) {
        var instance = room.instance(any);
        var user = users[plan.fan()];
        return switch (plan.act()) {
            case JOIN, ASK_AGAIN, COME_BACK ->
                instance.join(room.id, user, null, room.rules()).number();
            case QUIT -> waiting.get(number(plan.fan())) && instance.leave(shown(plan.fan()), room.rules()) ? 1 : 0;
            case LEAVE -> instance.leave(shown(plan.fan()), room.rules()) ? 1 : 0;
            case SHOW_UP -> instance.enter(shown(plan.fan()), room.rules()).entered() ? 1 : 0;
            case PAY -> instance.end(room.id, user, null, room.rules(), Duration.ZERO);
            case FIND_IT_OVER -> instance.enter(shown(plan.fan()), room.rules()).over() ? 1 : 0;
        };
    }

    private void learn(Plan plan, long answer) {
        int fan = plan.fan();
        int number = number(fan);
        switch (plan.act()) {
            case JOIN -> joined(fan, answer);
            case ASK_AGAIN -> assertThat(answer).as("the same place").isEqualTo(number);
            case QUIT -> {
                if (waiting.get(number)) {
                    assertThat(answer).isOne();
                    waiting.clear(number);
                    finished++;
                }
            }
            case SHOW_UP -> {
                assertThat(answer).as("number %d shows up in time", number).isOne();
                var next =
                        List.of(Act.PAY, Act.PAY, Act.LEAVE, Act.FIND_IT_OVER).get(random.nextInt(4));
                plan(now + (next == Act.FIND_IT_OVER ? 13 : 1 + random.nextInt(8)), fan, next);
            }
            case PAY, LEAVE, FIND_IT_OVER -> {
                assertThat(answer).as("%s of number %d", plan.act(), number).isPositive();
                called.clear(number);
                finished++;
            }
            case COME_BACK -> cameBack(fan, number, answer);
        }
    }

    private void joined(int fan, long number) {
        assertThat(fanOf.put(number, fan)).as("number %d twice", number).isNull();
        numbers[fan] = number;
        waiting.set((int) number);
        if (missed[fan] > 0) {
            return; // what was planned at the first time may still come, and one does one thing at a time
        }
        var mood = random.nextInt(100);
        if (mood < 30) {
            plan(now + 1 + random.nextInt(40), fan, Act.QUIT);
        } else if (mood < 35) {
            plan(now + 1, fan, Act.ASK_AGAIN);
        }
    }

    /** To the front once, then to the back. */
    private void cameBack(int fan, int number, long answer) {
        called.clear(number);
        if (missed[fan]++ == 0) {
            assertThat(answer).as("the same number").isEqualTo(number);
            back.set(number);
        } else {
            assertThat(answer).as("a new number").isGreaterThan(number);
            joined(fan, answer);
        }
    }

    private QueueToken shown(int fan) {
        return new QueueToken(users[fan], room.id, numbers[fan], 1, room.validUntil());
    }

    private int number(int fan) {
        return (int) numbers[fan];
    }

    private void plan(int step, int fan, Act act) {
        plans.computeIfAbsent(step, same -> new ArrayList<>()).add(new Plan(fan, act));
    }
}
