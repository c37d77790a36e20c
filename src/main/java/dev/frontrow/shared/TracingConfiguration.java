package dev.frontrow.shared;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which traces are made, and under which id, where traces are made at all. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(TracingSwitch.ENDPOINT)
class TracingConfiguration {

    /** A request's trace has the id that its log lines and its answer carry already (Q4). */
    @Bean
    SdkTracerProviderBuilderCustomizer idsOfRequests() {
        return tracers -> tracers.setIdGenerator(new KnownTrace());
    }

    /** Of what callers and events bring about, a share; nothing of what the server does by the clock. */
    @Bean
    Sampler sampler(@Value("${management.tracing.sampling.probability:0.1}") double share) {
        return Sampler.parentBased(new Caused(Sampler.traceIdRatioBased(share)));
    }

    private static final class KnownTrace implements IdGenerator {
        private final IdGenerator random = IdGenerator.random();

        @Override
        public String generateTraceId() {
            var known = MDC.get(Trace.KEY);
            return known != null && TraceId.isValid(known) ? known : random.generateTraceId();
        }

        @Override
        public String generateSpanId() {
            return random.generateSpanId();
        }
    }

    private record Caused(Sampler share) implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes known, List<LinkData> links) {
            return kind == SpanKind.SERVER || kind == SpanKind.CONSUMER
                    ? share.shouldSample(parent, trace, name, kind, known, links)
                    : SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            return "calls and events, " + share.getDescription();
        }
    }
}
