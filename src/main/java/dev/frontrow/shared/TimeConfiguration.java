package dev.frontrow.shared;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The one source of time, and the threads of what is done by the clock. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TimeConfiguration {

    private static final int THREADS = 8;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Boot's scheduler for virtual threads runs all fixed-delay tasks on one thread, which any could block. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("clock-");
        return scheduler;
    }
}
