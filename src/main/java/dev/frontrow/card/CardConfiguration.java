package dev.frontrow.card;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CardConfiguration {

    @Bean
    TokenSeal tokenSeal(CardSettings settings, @Value("${frontrow.data-dir}") Path folder) {
        return TokenSeal.from(settings.keys(), folder);
    }

    /** Who charges the cards as long as nobody else is given. */
    @Bean
    @ConditionalOnMissingBean
    PaymentProvider paymentProvider() {
        return new SandboxProvider();
    }
}
