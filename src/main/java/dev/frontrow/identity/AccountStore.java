package dev.frontrow.identity;

import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code users} as organizers see and change it. */
@Repository
class AccountStore {

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first, since ids grow with time; those before the given one, whose e-mail or name contains the text. */
    List<Account> page(String text, @Nullable UUID before, int rows) {
        return jdbc.sql("""
                        select id, username, email, roles, blocked, created_at
                        from users
                        where (cast(:before as uuid) is null or id < :before)
                          and (position(lower(:text) in email) > 0 or position(lower(:text) in lower(username)) > 0)
                        order by id desc
                        limit :rows""")
                .param("before", before)
                .param("text", text)
                .param("rows", rows)
                .query((row, number) -> account(row))
                .list();
    }

    /** Locks the user, if there is one, and all organizers who are not blocked, until the transaction ends. */
    List<Account> lockWithOrganizers(UserId user) {
        return jdbc.sql("""
                        select id, username, email, roles, blocked, created_at
                        from users
                        where id = :id or ('ORGANIZER' = any(roles) and not blocked)
                        order by id
                        for update""")
                .param("id", user.value())
                .query((row, number) -> account(row))
                .list();
    }

    /** The change is later than the sign-up even if both happen at once, so that {@link Standings} sees it. */
    void change(UserId user, boolean blocked, Set<Role> roles, Instant at) {
        jdbc.sql("""
                        update users
                        set blocked = :blocked, roles = :roles,
                            changed_at = greatest(:at, created_at + interval '1 microsecond')
                        where id = :id""")
                .param("id", user.value())
                .param("blocked", blocked)
                .param("roles", UserStore.names(roles))
                .param("at", SqlTime.of(at))
                .update();
    }

    Optional<UserId> anyOrganizer() {
        return jdbc.sql("select id from users where 'ORGANIZER' = any(roles) limit 1")
                .query((row, number) -> new UserId(row.getObject("id", UUID.class)))
                .optional();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("email"),
                UserStore.roles(row),
                row.getBoolean("blocked"),
                SqlTime.in(row, "created_at"));
    }
}
