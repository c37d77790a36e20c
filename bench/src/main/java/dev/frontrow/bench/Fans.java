package dev.frontrow.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Any number of users, known by their index, with access tokens signed here: a million log-ins would take a day. */
final class Fans {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final long VERSION_7 = 0x0199_0000_0000_7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long TOKEN_SECONDS = 6 * 3600;

    private final Server server;
    private final Mac mac;
    private final String header;

    Fans(Server server) throws GeneralSecurityException {
        this.server = server;
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(server.jwtSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        header = encoded("{\"alg\":\"HS256\"}");
    }

    /** The id of the n-th fan; the same in every run. */
    static UUID id(long index) {
        return new UUID(VERSION_7, VARIANT | index);
    }

    /** Whose id that is. */
    static int index(String id) {
        return (int) (UUID.fromString(id).getLeastSignificantBits() ^ VARIANT);
    }

    String accessToken(long index) {
        long now = Instant.now().getEpochSecond();
        var claims = "{\"iss\":\"frontrow\",\"aud\":\"frontrow-access\",\"sub\":\"" + id(index) + "\",\"iat\":" + now
                + ",\"exp\":" + (now + TOKEN_SECONDS) + ",\"roles\":[\"FAN\"]}";
        var signed = header + '.' + encoded(claims);
        var signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + BASE64.encodeToString(signature);
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes users into the table; those who are there already stay. */
    void signUp(long from, long count) throws SQLException {
        try (var connection = server.database();
                var insert = connection.prepareStatement("""
                        insert into users (id, username, email, password_hash, roles, created_at, changed_at)
                        select ('01990000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
                               'fan ' || i, 'fan-' || i || '@frontrow.example', '-', '{FAN}', now(), now()
                        from generate_series(?, ?) i
                        on conflict do nothing
                        """)) {
            insert.setLong(1, from);
            insert.setLong(2, from + count - 1);
            insert.executeUpdate();
        }
    }

    /** Fills up everybody's wallet, with the entry that explains it; an earlier run may have left something in it. */
    void fillWallets(long from, long count) throws SQLException {
        try (var connection = server.database();
                var insert = connection.prepareStatement("""
                        with fan as (
                            select ('01990000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid id
                              from generate_series(?, ?) i
                        ), before as (
                            select user_id, balance from wallet join fan on user_id = id for update of wallet
                        ), filled as (
                            insert into wallet (user_id, balance) select id, 1000000000 from fan
                            on conflict (user_id) do update set balance = excluded.balance
                        )
                        insert into wallet_entry (user_id, type, amount, balance_after, at)
                        select id, 'CHARGE', 1000000000 - coalesce(balance, 0), 1000000000, now()
                          from fan left join before on user_id = id
                         where coalesce(balance, 0) < 1000000000
                        """)) {
            insert.setLong(1, from);
            insert.setLong(2, from + count - 1);
            insert.executeUpdate();
        }
    }
}
