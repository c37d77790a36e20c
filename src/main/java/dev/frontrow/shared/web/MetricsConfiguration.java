package dev.frontrow.shared.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the metrics that libraries offer is left out. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    private static final String REQUESTS = "http.server.requests";

    /** No request ends with an exception: what is refused is in the tag of {@link OperationTags}. */
    @Bean
    MeterFilter withoutExceptionsOfRequests() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals(REQUESTS)
                        ? id.replaceTags(id.getTags().stream()
                                .filter(tag -> !tag.getKey().equals("error"))
                                .toList())
                        : id;
            }
        };
    }
}
