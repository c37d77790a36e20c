package dev.frontrow.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** HAProxy in front of several instances, by the sample configuration. */
final class Balancer {

    private static final Path SAMPLE = Path.of("bench/src/main/haproxy/haproxy.cfg");
    private static final Path LOG = Instance.WORK.resolve("haproxy.log");
    private static final int WAIT_MILLIS = 100;
    private static final int MOST_WAITS = 100;

    private final int port;
    private final Process process;

    private Balancer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts it and waits until requests come through. */
    static Balancer before(List<Instance> instances) throws IOException, InterruptedException {
        int port = Instance.freePort();
        var servers = instances.stream()
                .map(one -> "    server frontrow%d 127.0.0.1:%d check".formatted(one.port(), one.port()))
                .collect(Collectors.joining("\n"));
        var text = Files.readString(SAMPLE)
                .replace("127.0.0.1:8000", "127.0.0.1:" + port)
                .replaceAll("(?m)^    server .*\\n(    server .*\\n)*", servers + "\n");
        var configuration = Files.writeString(Instance.WORK.resolve("haproxy.cfg"), text);
        Process process;
        try {
            process = new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
        } catch (IOException e) {
            throw new Options.Refused("Several instances want HAProxy in front of them: apt-get install haproxy.");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var balancer = new Balancer(port, process);
        for (int i = 0; !Api.answers(balancer.url().resolve("/actuator/health/readiness")); i++) {
            if (!process.isAlive() || i == MOST_WAITS) {
                throw new Options.Refused("HAProxy does not start: see " + LOG + ".");
            }
            Thread.sleep(WAIT_MILLIS);
        }
        return balancer;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void end() {
        process.destroy();
    }
}
