package dev.frontrow.identity;

import dev.frontrow.identity.Standings.Standing;
import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code users}. */
@Repository
class UserStore {

    private static final String COLUMNS = "id, username, email, password_hash, roles, blocked, tokens_from";

    private final JdbcClient jdbc;

    UserStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the e-mail is taken. */
    boolean insert(User user, Instant at) {
        return jdbc.sql("""
                        insert into users (id, username, email, password_hash, roles, created_at, changed_at)
                        values (:id, :username, :email, :hash, :roles, :at, :at)
                        on conflict (email) do nothing""")
                        .param("id", user.id().value())
                        .param("username", user.username())
                        .param("email", user.email())
                        .param("hash", user.passwordHash())
                        .param("roles", names(user.roles()))
                        .param("at", SqlTime.of(at))
                        .update()
                == 1;
    }

    Optional<User> byEmail(String email) {
        return jdbc.sql("select " + COLUMNS + " from users where email = :email")
                .param("email", email)
                .query((row, number) -> user(row))
                .optional();
    }

    Optional<User> byId(UserId id) {
        return jdbc.sql("select " + COLUMNS + " from users where id = :id")
                .param("id", id.value())
                .query((row, number) -> user(row))
                .optional();
    }

    /**
     * Changes the password; all tokens of before end, those of another change in the same second too.
     *
     * @param known the hash that it has, if it must be that one
     * @param tokensFrom a whole second
     * @return the user as it is then; empty when there is none or the hash is another
     */
    Optional<User> changePassword(UserId id, @Nullable String known, String hash, Instant tokensFrom) {
        return jdbc.sql("""
                        update users set password_hash = :hash,
                               tokens_from = greatest(tokens_from + interval '1 second', :from)
                         where id = :id and (cast(:known as text) is null or password_hash = :known)
                        returning
                        """ + COLUMNS)
                .param("hash", hash)
                .param("from", SqlTime.of(tokensFrom))
                .param("id", id.value())
                .param("known", known)
                .query((row, number) -> user(row))
                .optional();
    }

    /** Gives the same password a new hash, unless it has another by now. */
    void rehash(User user, String hash) {
        jdbc.sql("update users set password_hash = :hash where id = :id and password_hash = :known")
                .param("hash", hash)
                .param("id", user.id().value())
                .param("known", user.passwordHash())
                .update();
    }

    boolean exists(UserId id) {
        return jdbc.sql("select exists (select from users where id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** The blocked, those whose roles were ever changed, and those whose password was changed since then. */
    Map<UserId, Standing> standings(Instant since) {
        return jdbc
                .sql("""
                        select id, blocked, roles, tokens_from from users where blocked
                        union
                        select id, blocked, roles, tokens_from from users where changed_at > created_at
                        union
                        select id, blocked, roles, tokens_from from users
                        where tokens_from > 'epoch' and tokens_from > :since""")
                .param("since", SqlTime.of(since))
                .query((row, number) -> Map.entry(
                        new UserId(row.getObject("id", UUID.class)),
                        new Standing(row.getBoolean("blocked"), roles(row), SqlTime.in(row, "tokens_from"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("email"),
                row.getString("password_hash"),
                roles(row),
                row.getBoolean("blocked"),
                SqlTime.in(row, "tokens_from"));
    }

    static Set<Role> roles(ResultSet row) throws SQLException {
        var names = (String[]) row.getArray("roles").getArray();
        return Arrays.stream(names)
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    static String[] names(Collection<Role> roles) {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }
}
