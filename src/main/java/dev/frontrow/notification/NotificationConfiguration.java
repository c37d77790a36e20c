package dev.frontrow.notification;

import dev.frontrow.shared.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where notices go as long as nothing else is given: one line of the log each. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    private static final Logger log = LoggerFactory.getLogger(Notifier.class);

    @Bean
    @ConditionalOnMissingBean
    Notifier notifier() {
        return notice -> Trace.orOf(
                notice.about().eventId(),
                () -> log.atInfo()
                        .addKeyValue("notice", notice.kind())
                        .addKeyValue("user", notice.about().userId())
                        .addKeyValue("performance", notice.about().performanceId())
                        .addKeyValue("seats", notice.about().seatNumbers())
                        .addKeyValue("reservation", notice.about().reservationId())
                        .addKeyValue("event", notice.about().eventId())
                        .log("fan notified"));
    }
}
