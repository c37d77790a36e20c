package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What organizers see and change of users (O5). */
@Service
class Accounts {

    /**
     * A page of users, newest first.
     *
     * @param nextCursor what to ask the next page with; null on the last
     */
    record AccountPage(List<Account> users, @Nullable UUID nextCursor) {}

    private final AccountStore store;
    private final UserStore users;
    private final AuditLog audit;
    private final Clock clock;

    Accounts(AccountStore store, UserStore users, AuditLog audit, Clock clock) {
        this.store = store;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    AccountPage page(String text, @Nullable UUID before, int size) {
        var found = store.page(text, before, size + 1);
        if (found.size() <= size) {
            return new AccountPage(found, null);
        }
        var users = found.subList(0, size);
        return new AccountPage(users, users.getLast().userId().value());
    }

    /**
     * Blocks, unblocks, or gives other roles; null leaves as it is.
     *
     * @throws UserNotFound when nobody has the id
     * @throws LastOrganizer when no organizer would be left who is not blocked
     */
    @Transactional
    Account change(UserId actor, UserId user, @Nullable Boolean blocked, @Nullable Set<Role> roles) {
        var locked = store.lockWithOrganizers(user);
        var before = locked.stream()
                .filter(account -> account.userId().equals(user))
                .findFirst()
                .orElseThrow(UserNotFound::new);
        var after = new Account(
                user,
                before.username(),
                before.email(),
                Objects.requireNonNullElse(roles, before.roles()),
                Objects.requireNonNullElse(blocked, before.blocked()),
                before.createdAt());
        if (after.equals(before)) {
            return before;
        }
        long organizers = locked.stream().filter(Account::isActiveOrganizer).count();
        if (before.isActiveOrganizer() && !after.isActiveOrganizer() && organizers == 1) {
            throw new LastOrganizer();
        }
        store.change(user, after.blocked(), after.roles(), clock.instant());
        audit.record(actor, "user.change", user.toString(), Map.of("blocked", after.blocked(), "roles", after.roles()));
        return after;
    }

    /** @throws UserNotFound when nobody has the id */
    @Transactional
    void resetPassword(UserId actor, UserId user, String hash, Instant tokensFrom) {
        if (users.changePassword(user, null, hash, tokensFrom).isEmpty()) {
            throw new UserNotFound();
        }
        audit.record(actor, "user.reset-password", user.toString(), Map.of());
    }
}
