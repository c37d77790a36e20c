package dev.frontrow.shared;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Redis that is away is noticed at once; the timeouts are in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    /** Commands given while disconnected fail instead of queueing up for the reconnect. */
    @Bean
    LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }
}
