package dev.frontrow.ticket;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TicketConfiguration {

    @Bean
    TicketKey ticketKey(TicketSettings settings, @Value("${frontrow.data-dir}") Path folder) {
        return TicketKey.from(settings.signingKey(), folder);
    }

    @Bean
    TicketCodes ticketCodes(TicketKey key) {
        return new TicketCodes(key);
    }
}
