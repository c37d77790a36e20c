package dev.frontrow.identity;

import dev.frontrow.shared.Caller;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users, for organizers (O5). */
@RestController
@RequestMapping("/api/v1/admin/users")
@OrganizersOnly
class AdminUserController {

    private static final int MOST_ROWS = 100;

    /** Null leaves as it is. */
    record Change(
            @Nullable Boolean blocked,
            @Nullable @Size(min = 1) Set<Role> roles) {}

    /** What the user is to be told, who then changes it. */
    record NewPassword(String password) {

        /** Not the password. */
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    private final Accounts accounts;
    private final Standings standings;
    private final PasswordChanges passwords;

    AdminUserController(Accounts accounts, Standings standings, PasswordChanges passwords) {
        this.accounts = accounts;
        this.standings = standings;
        this.passwords = passwords;
    }

    @GetMapping
    Success<Accounts.AccountPage> page(
            @RequestParam(defaultValue = "") @Size(max = Email.MOST_CHARACTERS) String query,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(MOST_ROWS) int size) {
        return Success.of(accounts.page(query, cursor, size));
    }

    /** On this instance the change holds at once. */
    @PutMapping("/{userId}")
    @Refuses({"404 USER_NOT_FOUND", "409 LAST_ORGANIZER"})
    Success<Account> change(Caller caller, @PathVariable UserId userId, @Valid @RequestBody Change asked) {
        var roles = asked.roles() == null ? null : EnumSet.copyOf(asked.roles());
        var changed = accounts.change(caller.userId(), userId, asked.blocked(), roles);
        standings.refresh();
        return Success.of(changed);
    }

    /** For somebody who has forgotten it. */
    @PostMapping("/{userId}/password-reset")
    @Refuses("404 USER_NOT_FOUND")
    Success<NewPassword> resetPassword(Caller caller, @PathVariable UserId userId) {
        return Success.of(new NewPassword(passwords.reset(caller.userId(), userId)));
    }
}
