package dev.frontrow.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** How much was paid on this instance; why payments were refused is in the tags of the requests. */
@Component
class PaymentMeters {

    private final Counter payments;
    private final Counter points;

    PaymentMeters(MeterRegistry registry) {
        payments = Counter.builder("frontrow.payments")
                .description("Payments made on this instance")
                .register(registry);
        points = Counter.builder("frontrow.payments.amount")
                .description("What they came to")
                .baseUnit("points")
                .register(registry);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void count(PaymentCompleted payment) {
        payments.increment();
        points.increment((double) payment.amount());
    }
}
