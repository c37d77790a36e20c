package dev.frontrow.card;

import dev.frontrow.identity.Users;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import dev.frontrow.shared.ZoneSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Cards over HTTP (P5). Adding one takes no {@code Idempotency-Key}: the digest that would be kept of the request is
 * one of a card number, of which there are few enough to try them all.
 */
@RestController
@RequestMapping("/api/v1/users/{userId}/payment-methods")
class PaymentMethodController {

    private final PaymentMethods methods;
    private final Users users;
    private final ZoneSettings zone;
    private final Clock clock;

    PaymentMethodController(PaymentMethods methods, Users users, ZoneSettings zone, Clock clock) {
        this.methods = methods;
        this.users = users;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * A card as it is typed.
     *
     * @param expiry {@code MM/YY} or {@code MM/YYYY}
     */
    record NewCard(
            @NotBlank @Size(max = 40) String cardNumber,
            @NotBlank @Size(max = 10) String expiry,
            @NotBlank @Size(max = 100) String holder) {

        /** Nothing of it. */
        @Override
        public String toString() {
            return "NewCard[]";
        }
    }

    record MethodList(List<PaymentMethod> paymentMethods) {}

    record Removed(PaymentMethodId paymentMethodId) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND", "409 PAYMENT_METHOD_LIMIT_EXCEEDED", "422 CARD_DECLINED"})
    Success<PaymentMethod> add(Caller caller, @PathVariable UserId userId, @RequestBody @Valid NewCard card) {
        users.require(caller, userId);
        var now = YearMonth.now(clock.withZone(zone.zone()));
        return Success.of(methods.add(userId, Card.read(card.cardNumber(), card.expiry(), card.holder(), now)));
    }

    @GetMapping
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND"})
    Success<MethodList> all(Caller caller, @PathVariable UserId userId) {
        users.require(caller, userId);
        return Success.of(new MethodList(methods.of(userId)));
    }

    @DeleteMapping("/{paymentMethodId}")
    @Refuses({"403 FORBIDDEN", "404 PAYMENT_METHOD_NOT_FOUND", "404 USER_NOT_FOUND"})
    Success<Removed> remove(Caller caller, @PathVariable UserId userId, @PathVariable PaymentMethodId paymentMethodId) {
        users.require(caller, userId);
        methods.remove(userId, paymentMethodId);
        return Success.of(new Removed(paymentMethodId));
    }
}
