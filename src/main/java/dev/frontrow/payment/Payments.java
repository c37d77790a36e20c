package dev.frontrow.payment;

import dev.frontrow.idempotency.Answer;
import dev.frontrow.idempotency.Command;
import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.Gathering;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.UserId;
import java.util.List;
import org.springframework.stereotype.Service;

/** Pays holds from wallets. Those of one wallet are paid in their order. */
@Service
public class Payments {

    private final Gathering<Command<Order>, Answer<Paid>> gathering;
    private final Idempotency idempotency;
    private final Outbox outbox;

    Payments(PaymentTransaction transaction, Idempotency idempotency, Outbox outbox, Traces traces) {
        this.gathering = new Gathering<>(
                commands -> idempotency.each(commands, Paid.class, transaction::pay),
                command -> command.what().user(),
                traces);
        this.idempotency = idempotency;
        this.outbox = outbox;
    }

    /**
     * Pays the user's hold: the seats, the points, the payment, the events and what is remembered under the key change
     * together or not at all (M2).
     *
     * @throws dev.frontrow.reservation.ReservationNotFound when the hold is not the user's
     * @throws dev.frontrow.reservation.AlreadyPaid when it was paid before (M5)
     * @throws dev.frontrow.reservation.HoldExpired from its deadline on
     * @throws dev.frontrow.wallet.InsufficientBalance when the wallet holds less; the hold is kept or let go as
     *     configured (M3)
     */
    public Receipt pay(ReservationId hold, UserId user) {
        return pay(idempotency.command(user, null, List.of(), Order.by(user, new Outcome.Done<>(hold))))
                .value();
    }

    /**
     * The same, once per key (M4).
     *
     * @throws dev.frontrow.idempotency.IdempotencyKeyReused when the key came before with another request
     * @throws dev.frontrow.idempotency.IdempotencyInProgress while the first request with this key runs
     */
    Answer<Receipt> pay(Command<Order> asked) {
        var answer = gathering.ask(asked);
        outbox.announce(answer.value().news());
        return answer.map(Paid::receipt);
    }
}
