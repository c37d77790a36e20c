package dev.frontrow.card;

import dev.frontrow.idempotency.Answer;
import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.identity.Users;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.InvalidChargeAmount;
import dev.frontrow.wallet.Wallets;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Charging wallets over HTTP, with a card or, where that is free, without (P1, P4, P5). */
@RestController
@RequestMapping("/api/v1")
class ChargeController {

    private final Wallets wallets;
    private final CardCharges charges;
    private final Idempotency idempotency;
    private final Users users;

    ChargeController(Wallets wallets, CardCharges charges, Idempotency idempotency, Users users) {
        this.wallets = wallets;
        this.charges = charges;
        this.idempotency = idempotency;
        this.users = users;
    }

    /**
     * A charge as it is asked for.
     *
     * @param amount any JSON, so that whatever is no whole number gets the same refusal (P1)
     * @param paymentMethodId the card that pays for it; none where charging is free
     */
    record Charge(
            @Schema(implementation = Long.class, minimum = "1", maximum = "10000000") @Nullable
            JsonNode amount,

            @Nullable PaymentMethodId paymentMethodId) {

        long points() {
            if (amount == null || !amount.isIntegralNumber() || !amount.canConvertToLong()) {
                throw new InvalidChargeAmount();
            }
            return amount.longValue();
        }
    }

    record NewBalance(UserId userId, long newBalance) {}

    /**
     * How a charge by card stands.
     *
     * @param status {@code pending|charged|declined}
     * @param newBalance after it, once charged
     */
    record ChargeReport(
            UUID chargeId,
            PaymentMethodId paymentMethodId,
            long amount,
            String status,
            Instant begunAt,
            @Nullable Instant settledAt,
            @Nullable Long newBalance) {

        static ChargeReport of(CardCharge charge) {
            return new ChargeReport(
                    charge.id(),
                    charge.method(),
                    charge.amount(),
                    charge.status().name().toLowerCase(Locale.ROOT),
                    charge.begunAt(),
                    charge.settledAt(),
                    charge.balance());
        }
    }

    @PostMapping("/users/{userId}/balance/charge")
    @Refuses({
        "400 INVALID_CHARGE_AMOUNT",
        "400 INVALID_IDEMPOTENCY_KEY",
        "400 PAYMENT_METHOD_REQUIRED",
        "403 FORBIDDEN",
        "404 PAYMENT_METHOD_NOT_FOUND",
        "404 USER_NOT_FOUND",
        "409 CHARGE_PENDING",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "422 CARD_DECLINED",
        "422 IDEMPOTENCY_KEY_REUSED",
        "422 PAYMENT_METHOD_UNUSABLE"
    })
    ResponseEntity<Success<NewBalance>> charge(
            Caller caller,
            @PathVariable UserId userId,
            @RequestBody Charge charge,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return charged("charge", caller, userId, charge, key)
                .map(balance -> new NewBalance(userId, balance))
                .toResponse();
    }

    @PostMapping("/points/users/{userId}/charge")
    @Refuses({
        "400 INVALID_CHARGE_AMOUNT",
        "400 INVALID_IDEMPOTENCY_KEY",
        "400 PAYMENT_METHOD_REQUIRED",
        "403 FORBIDDEN",
        "404 PAYMENT_METHOD_NOT_FOUND",
        "404 USER_NOT_FOUND",
        "409 CHARGE_PENDING",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "422 CARD_DECLINED",
        "422 IDEMPOTENCY_KEY_REUSED",
        "422 PAYMENT_METHOD_UNUSABLE"
    })
    ResponseEntity<Success<Long>> chargePoints(
            Caller caller,
            @PathVariable UserId userId,
            @RequestBody Charge charge,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return charged("chargePoints", caller, userId, charge, key).toResponse();
    }

    private Answer<Long> charged(String act, Caller caller, UserId owner, Charge charge, @Nullable String key) {
        users.require(caller, owner);
        var user = caller.userId();
        long points = charge.points();
        var card = charge.paymentMethodId();
        return card == null
                ? wallets.charge(
                        idempotency.command(user, key, List.of(act, owner, points), new Wallets.Wish(owner, points)))
                : charges.charge(idempotency.command(
                        user, key, List.of(act, owner, points, card), new CardCharges.Wish(owner, points, card)));
    }

    @GetMapping("/users/{userId}/charges/{chargeId}")
    @Refuses({"403 FORBIDDEN", "404 CHARGE_NOT_FOUND", "404 USER_NOT_FOUND"})
    Success<ChargeReport> one(Caller caller, @PathVariable UserId userId, @PathVariable UUID chargeId) {
        users.require(caller, userId);
        return Success.of(ChargeReport.of(charges.find(userId, chargeId)));
    }
}
