package dev.frontrow.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Where PostgreSQL (with user and password in it) and Redis are; empty while that is the server's affair. */
record Services(String jdbcUrl, String redisUrl) {

    private static final String JDBC_URL = "jdbc:postgresql://[^/\\s]+/[^?\\s]+\\?\\S+";
    private static final int POSTMASTER_PORT_LINE = 3;
    private static final int REDIS_TIMEOUT_MILLIS = 60_000;

    static Services named(Options options) {
        return new Services(options.text("jdbc-url", ""), options.text("redis-url", ""));
    }

    boolean areBothNamed() {
        return !jdbcUrl.isEmpty() && !redisUrl.isEmpty();
    }

    boolean isNoneNamed() {
        return jdbcUrl.isEmpty() && redisUrl.isEmpty();
    }

    /** What tells a server of those that are named. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (!jdbcUrl.isEmpty()) {
            arguments.add("--spring.datasource.url=" + jdbcUrl);
        }
        if (!redisUrl.isEmpty()) {
            arguments.add("--spring.data.redis.url=" + redisUrl);
        }
        return arguments;
    }

    /**
     * For a server that is to be started: what an earlier run left would be counted as this one's.
     *
     * @throws Options.Refused when those that are named are not empty, or do not answer
     */
    void requireEmpty() {
        if (!jdbcUrl.isEmpty()) {
            requireDatabase(true);
        }
        if (!redisUrl.isEmpty()) {
            requireRedis(true);
        }
    }

    /**
     * For a server that runs on them.
     *
     * @throws Options.Refused when they do not answer
     */
    void requireAnswering() {
        requireDatabase(false);
        requireRedis(false);
    }

    private void requireDatabase(boolean empty) {
        if (!jdbcUrl.matches(JDBC_URL)
                || parameter("user").isEmpty()
                || parameter("password").isEmpty()) {
            throw new Options.Refused("--jdbc-url wants jdbc:postgresql://host:port/database?user=…&password=…");
        }
        try (var connection = database();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from pg_tables where schemaname = current_schema()")) {
            if (empty && found.next()) {
                throw new Options.Refused("The database of --jdbc-url has tables: name a new one.");
            }
        } catch (SQLException away) {
            throw new Options.Refused("The database of --jdbc-url does not answer: " + away.getMessage());
        }
    }

    private void requireRedis(boolean empty) {
        try (var redis = redis()) {
            if (redis.dbSize() > 0 && empty) {
                throw new Options.Refused("The Redis of --redis-url has keys: name an empty one.");
            }
        } catch (JedisException | IllegalArgumentException away) {
            throw new Options.Refused("The Redis of --redis-url does not answer: " + away.getMessage());
        }
    }

    /** Those that are not named are the ones that a server has started in its data folder. */
    Services orIn(Path data) throws IOException {
        return new Services(
                jdbcUrl.isEmpty() ? embeddedPostgres(data) : jdbcUrl,
                redisUrl.isEmpty() ? embeddedRedis(data) : redisUrl);
    }

    private static String password(Path data) throws IOException {
        return Files.readString(data.resolve("password")).strip();
    }

    private static String embeddedPostgres(Path data) throws IOException {
        var port = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(POSTMASTER_PORT_LINE);
        return "jdbc:postgresql://127.0.0.1:" + port.strip() + "/frontrow?user=frontrow&password=" + password(data);
    }

    private static String embeddedRedis(Path data) throws IOException {
        var port = Files.readAllLines(data.resolve("redis/redis.conf")).stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        return "redis://:" + password(data) + "@127.0.0.1:" + port;
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    /** The address of PostgreSQL without the driver's prefix. */
    URI postgresUri() {
        return URI.create(jdbcUrl.substring("jdbc:".length()));
    }

    /** Of PostgreSQL's address, such as {@code user}; empty when it is not there. */
    String parameter(String name) {
        var query = Objects.requireNonNullElse(postgresUri().getRawQuery(), "");
        return Arrays.stream(query.split("&", -1))
                .filter(one -> one.startsWith(name + "="))
                .map(one -> URLDecoder.decode(one.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    URI redisUri() {
        return URI.create(redisUrl);
    }

    Jedis redis() {
        return new Jedis(redisUri(), REDIS_TIMEOUT_MILLIS);
    }

    /** Which they are, such as {@code PostgreSQL 18.4, Redis 6.2.11}. */
    String versions() throws SQLException {
        try (var connection = database();
                var redis = redis()) {
            var ofRedis = redis.info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("redis_version:".length());
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", Redis " + ofRedis;
        }
    }
}
