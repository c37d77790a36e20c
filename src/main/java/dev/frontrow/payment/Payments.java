package dev.frontrow.payment;

import dev.frontrow.outbox.Outbox;
import dev.frontrow.payment.PaymentSettings.OnInsufficientBalance;
import dev.frontrow.reservation.Reservation;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.Reservations;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.InsufficientBalance;
import dev.frontrow.wallet.Wallets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pays holds from wallets. */
@Service
public class Payments {

    private final Reservations reservations;
    private final Wallets wallets;
    private final PaymentStore payments;
    private final Outbox outbox;
    private final PaymentSettings settings;
    private final Clock clock;

    Payments(
            Reservations reservations,
            Wallets wallets,
            PaymentStore payments,
            Outbox outbox,
            PaymentSettings settings,
            Clock clock) {
        this.reservations = reservations;
        this.wallets = wallets;
        this.payments = payments;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Pays the user's hold, within the caller's transaction: the seats, the points, the payment and the events change
     * together or not at all (M2).
     *
     * @throws dev.frontrow.reservation.ReservationNotFound when the hold is not the user's
     * @throws dev.frontrow.reservation.AlreadyPaid when it was paid before (M5)
     * @throws dev.frontrow.reservation.HoldExpired from its deadline on
     * @throws InsufficientBalance when the wallet holds less; the hold is kept or let go as configured (M3)
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Problem.class)
    public Receipt pay(ReservationId id, UserId user) {
        Reservation hold = reservations.lock(id, user);
        // Read once, after the wait for the lock, which may have taken the hold's last instants: it is paid at the very
        // instant at which it is seen to run.
        Instant now = clock.instant();
        hold.requireHeldAt(now);
        UUID payment = Ids.next();
        long balance = debit(hold, payment);
        payments.insert(payment, hold, now);
        reservations.sell(hold, now);
        outbox.record(new PaymentCompleted(
                Ids.next(),
                now,
                payment,
                hold.id(),
                hold.concertId(),
                hold.performanceId(),
                user,
                hold.seatNumbers(),
                hold.amount()));
        return new Receipt(
                "paid",
                payment,
                hold.id(),
                user,
                hold.seatNumbers().getFirst(),
                hold.seatNumbers(),
                hold.amount(),
                balance,
                now);
    }

    private long debit(Reservation hold, UUID payment) {
        try {
            return wallets.debit(hold.userId(), hold.amount(), payment);
        } catch (InsufficientBalance refusal) {
            if (settings.onInsufficientBalance() == OnInsufficientBalance.RELEASE_SEATS) {
                reservations.cancel(hold);
            }
            throw refusal;
        }
    }
}
