package dev.frontrow.wallet;

import dev.frontrow.identity.Users;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in wallets, over HTTP (P2, P3). */
@RestController
@RequestMapping("/api/v1")
class WalletController {

    private final Wallets wallets;
    private final Users users;

    WalletController(Wallets wallets, Users users) {
        this.wallets = wallets;
        this.users = users;
    }

    record Balance(UserId userId, long balance) {}

    @GetMapping("/users/{userId}/balance")
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND"})
    Success<Balance> balance(Caller caller, @PathVariable UserId userId) {
        users.require(caller, userId);
        return Success.of(new Balance(userId, wallets.balanceOf(userId)));
    }

    @GetMapping("/points/users/{userId}")
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND"})
    Success<Long> points(Caller caller, @PathVariable UserId userId) {
        users.require(caller, userId);
        return Success.of(wallets.balanceOf(userId));
    }

    @GetMapping("/users/{userId}/balance/history")
    @Refuses({"403 FORBIDDEN", "404 USER_NOT_FOUND"})
    Success<History> history(
            Caller caller,
            @PathVariable UserId userId,
            @RequestParam(required = false) @Min(1) @Nullable Long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        users.require(caller, userId);
        return Success.of(wallets.history(userId, cursor, size));
    }
}
