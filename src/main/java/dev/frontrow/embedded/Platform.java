package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;
import java.util.List;
import java.util.Locale;

/**
 * What of the binaries in the jar fits this machine.
 *
 * @param postgres the resource that holds PostgreSQL's files
 * @param redis the resources that hold Redis, the one to try first in front
 */
record Platform(String postgres, List<String> redis) {

    /**
     * The machine we run on.
     *
     * @throws CannotStart when there are no binaries for it
     */
    static Platform current() {
        var system = System.getProperty("os.name");
        var processor = System.getProperty("os.arch");
        var kind = system.toLowerCase(Locale.ROOT) + " " + processor.toLowerCase(Locale.ROOT);
        return switch (kind) {
            // Redis for Linux on amd64 and macOS on arm64 wants OpenSSL 3 from the system; the ones behind them do not,
            // and these processors run them too.
            case "linux amd64", "linux x86_64" ->
                new Platform(
                        "postgres-linux-x86_64.txz",
                        List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386"));
            case "linux aarch64" ->
                new Platform("postgres-linux-arm_64.txz", List.of("redis-server-6.2.7-linux-arm64"));
            case "mac os x x86_64" ->
                new Platform("postgres-darwin-x86_64.txz", List.of("redis-server-6.2.6-v5-darwin-amd64"));
            case "mac os x aarch64" ->
                new Platform(
                        "postgres-darwin-arm_64.txz",
                        List.of("redis-server-6.2.6-v5-darwin-arm64", "redis-server-6.2.6-v5-darwin-amd64"));
            default ->
                throw new CannotStart("There is no embedded PostgreSQL and Redis for " + system + " on " + processor
                        + " (there is for Linux and macOS on amd64 and arm64): set spring.datasource.url and"
                        + " spring.data.redis.url to servers of your own.");
        };
    }
}
