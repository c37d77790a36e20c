package dev.frontrow.wallet;

import dev.frontrow.idempotency.Answer;
import dev.frontrow.identity.Users;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Wallets over HTTP (P1–P4). */
@RestController
@RequestMapping("/api/v1")
class WalletController {

    private final Wallets wallets;
    private final Users users;

    WalletController(Wallets wallets, Users users) {
        this.wallets = wallets;
        this.users = users;
    }

    /**
     * A charge as it is asked for.
     *
     * @param amount any JSON, so that whatever is no whole number gets the same refusal (P1)
     */
    record Charge(
            @Schema(types = "integer", format = "int64", minimum = "1", maximum = "10000000") @Nullable
            JsonNode amount) {

        long points() {
            if (amount == null || !amount.isIntegralNumber() || !amount.canConvertToLong()) {
                throw new InvalidChargeAmount();
            }
            return amount.longValue();
        }
    }

    record NewBalance(UserId userId, long newBalance) {}

    record Balance(UserId userId, long balance) {}

    @PostMapping("/users/{userId}/balance/charge")
    @Refuses({
        "400 INVALID_CHARGE_AMOUNT",
        "400 INVALID_IDEMPOTENCY_KEY",
        "403 FORBIDDEN",
        "404 USER_NOT_FOUND",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "422 IDEMPOTENCY_KEY_REUSED"
    })
    ResponseEntity<Success<NewBalance>> charge(
            Caller caller,
            @PathVariable UserId userId,
            @RequestBody Charge charge,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return charged(caller, userId, charge, key)
                .map(balance -> new NewBalance(userId, balance))
                .toResponse();
    }

    @PostMapping("/points/users/{userId}/charge")
    @Refuses({
        "400 INVALID_CHARGE_AMOUNT",
        "400 INVALID_IDEMPOTENCY_KEY",
        "403 FORBIDDEN",
        "404 USER_NOT_FOUND",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "422 IDEMPOTENCY_KEY_REUSED"
    })
    ResponseEntity<Success<Long>> chargePoints(
            Caller caller,
            @PathVariable UserId userId,
            @RequestBody Charge charge,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return charged(caller, userId, charge, key).toResponse();
    }

    private Answer<Long> charged(Caller caller, UserId owner, Charge charge, @Nullable String key) {
        requireWallet(caller, owner);
        return wallets.charge(caller, owner, charge.points(), key);
    }

    @GetMapping("/users/{userId}/balance")
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND"})
    Success<Balance> balance(Caller caller, @PathVariable UserId userId) {
        requireWallet(caller, userId);
        return Success.of(new Balance(userId, wallets.balanceOf(userId)));
    }

    @GetMapping("/points/users/{userId}")
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND"})
    Success<Long> points(Caller caller, @PathVariable UserId userId) {
        requireWallet(caller, userId);
        return Success.of(wallets.balanceOf(userId));
    }

    @GetMapping("/users/{userId}/balance/history")
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND"})
    Success<History> history(
            Caller caller,
            @PathVariable UserId userId,
            @RequestParam(required = false) @Min(1) @Nullable Long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        requireWallet(caller, userId);
        return Success.of(wallets.history(userId, cursor, size));
    }

    private void requireWallet(Caller caller, UserId owner) {
        caller.mustBe(owner);
        if (!caller.userId().equals(owner)) {
            users.require(owner); // a caller's own token proves that the caller exists
        }
    }
}
