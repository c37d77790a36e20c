package dev.frontrow.identity;

import dev.frontrow.identity.Standings.Standing;
import dev.frontrow.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code users}. */
@Repository
class UserStore {

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
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    Optional<User> byEmail(String email) {
        return jdbc.sql("select id, username, email, password_hash, roles, blocked from users where email = :email")
                .param("email", email)
                .query((row, number) -> user(row))
                .optional();
    }

    boolean exists(UserId id) {
        return jdbc.sql("select exists (select from users where id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** The blocked, and those whose roles were changed since then. */
    Map<UserId, Standing> standings() {
        return jdbc
                .sql("""
                        select id, blocked, roles from users where blocked
                        union all
                        select id, blocked, roles from users
                        where changed_at > created_at and not blocked""")
                .query((row, number) -> Map.entry(
                        new UserId(row.getObject("id", UUID.class)),
                        new Standing(row.getBoolean("blocked"), roles(row))))
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
                row.getBoolean("blocked"));
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
