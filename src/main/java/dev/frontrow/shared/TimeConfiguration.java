package dev.frontrow.shared;

import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The one source of time, and the threads of what is done by the clock. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TimeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TimeConfiguration.class);
    /** Enough for all that wait for PostgreSQL at once, and for the waiting rooms that need it not. */
    private static final int THREADS = 24;

    /** In whole milliseconds, so that every instant the API tells has one precision. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** Boot's scheduler for virtual threads runs all fixed-delay tasks on one thread, which any could block. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("clock-");
        scheduler.setErrorHandler(TimeConfiguration::tell);
        return scheduler;
    }

    /** What is done by the clock is done again soon; that it cannot be while a service is away needs no line each. */
    private static void tell(Throwable failed) {
        if (Outage.isBehind(failed)) {
            LOG.debug("a service is away", failed);
        } else {
            LOG.error("a task failed", failed);
        }
    }
}
