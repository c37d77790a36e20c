package dev.frontrow.shared;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.metrics.MicrometerCommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A Redis that is away is noticed at once, and its return within a second. Timeouts are in {@code application.yml}. Its
 * commands are timed.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    private static final Duration FIRST_RECONNECT = Duration.ofMillis(50);
    private static final Duration RECONNECT_EVERY = Duration.ofSeconds(1);
    private static final int GROWTH = 2;
    /** Commands that are waiting at the same moment are written to the socket together, so many at most. */
    private static final int COMMANDS_PER_FLUSH = 256;

    /** Commands given while disconnected fail instead of queueing up for the reconnect. */
    @Bean
    LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    /** One timer per command and server; only the time to the completed answer is kept. */
    @Bean
    ClientResourcesBuilderCustomizer timeCommands(MeterRegistry registry) {
        var options =
                MicrometerOptions.builder().targetPercentiles(new double[0]).build();
        return resources -> resources.commandLatencyRecorder(new MicrometerCommandLatencyRecorder(registry, options));
    }

    /** By default the pause between two tries grows to half a minute. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(FIRST_RECONNECT, RECONNECT_EVERY, GROWTH, TimeUnit.MILLISECONDS));
    }

    /** One system call for all commands of the same moment, on both sides, instead of one for each. */
    @Bean
    ClientResourcesBuilderCustomizer writeTogether() {
        return resources -> resources.nettyCustomizer(new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channel.pipeline().addFirst(new FlushConsolidationHandler(COMMANDS_PER_FLUSH, true));
            }
        });
    }
}
