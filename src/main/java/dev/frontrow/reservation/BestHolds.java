package dev.frontrow.reservation;

import dev.frontrow.catalog.Performance;
import dev.frontrow.catalog.SeatPlan;
import dev.frontrow.catalog.Seats;
import dev.frontrow.reservation.BestSeats.Wish;
import dev.frontrow.shared.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Service;

/**
 * Holds the best seats that are left, chosen by the server. Everybody who asks at one time sees the same best seats,
 * so who loses them chooses by chance among ever more good ones rather than to run into the same others again.
 */
@Service
class BestHolds {

    private static final int ATTEMPTS = 24;
    private static final int CHOICES_GROW_BY = 4;
    private static final int MOST_CHOICES = 200;

    private final Holds holds;
    private final Seats seats;
    private final HoldSettings settings;

    BestHolds(Holds holds, Seats seats, HoldSettings settings) {
        this.holds = holds;
        this.seats = seats;
        this.settings = settings;
    }

    /**
     * Holds the seats for the user, all or none.
     *
     * @throws NoAdjacentSeats when there are none to choose
     * @throws SeatTaken when others were faster at every attempt
     * @throws dev.frontrow.catalog.PerformanceNotFound when the concert is withdrawn meanwhile
     * @throws NotOnSale before the sale and from the performance's begin on
     * @throws SeatLimitExceeded when the user would hold or own too many (H5)
     * @throws TooManyGivenBack when the concert reopens daily and the user has given back too many since
     * @throws dev.frontrow.wallet.InsufficientBalance when a hold must be covered by the wallet and is not (H6)
     * @throws dev.frontrow.shared.Unavailable when too many ask, or the user's limit depends on a hold that may just be
     *     paid
     */
    Reservation take(UserId user, Performance performance, Wish wish) {
        holds.requireOnSale(performance);
        settings.requireWithinLimit(wish.count());
        Set<Integer> taken = new HashSet<>();
        SeatPlan plan = seats.plan(performance);
        int choices = 1;
        for (int attempt = 1; ; attempt++) {
            try {
                return holds.take(user, performance, choice(plan.without(taken), wish, choices));
            } catch (SeatTaken lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
                taken.addAll(lost.numbers()); // by somebody whose hold is not read yet, perhaps
                plan = seats.freshPlan(performance);
                choices = Math.min(choices * CHOICES_GROW_BY, MOST_CHOICES);
            }
        }
    }

    private static List<Integer> choice(SeatPlan plan, Wish wish, int choices) {
        var good = BestSeats.choose(plan, wish, choices);
        if (good.isEmpty()) {
            throw new NoAdjacentSeats(wish.count());
        }
        return good.get(ThreadLocalRandom.current().nextInt(good.size()));
    }
}
