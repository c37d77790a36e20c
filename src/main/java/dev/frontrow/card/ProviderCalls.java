package dev.frontrow.card;

import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.web.HttpSettings;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls the provider and waits no longer than is set. A quarter of the requests that are worked on may wait at once: a
 * provider that has fallen silent does not keep all of them, and the sale goes on. A call counts until it ends, also
 * when it was given up: a provider that goes on all the same is not asked by more and more.
 * What a provider's exceptions say is not logged: nobody knows what it writes into them.
 */
@Component
class ProviderCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCalls.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    /** Of the requests that are worked on, so many may wait for the provider. */
    private static final int ONE_IN = 4;

    private final PaymentProvider provider;
    private final Duration timeout;
    private final Semaphore calls;
    private final ThreadFactory threads =
            Thread.ofVirtual().name("provider-", 0).factory();

    ProviderCalls(PaymentProvider provider, CardSettings settings, HttpSettings http) {
        this.provider = provider;
        this.timeout = settings.providerTimeout();
        this.calls = new Semaphore(Math.max(1, http.requestsAtOnce() / ONE_IN));
    }

    /** How long the provider may take. */
    Duration patience() {
        return timeout;
    }

    /** What became of a charge, as far as the provider tells. */
    enum Answer {
        APPROVED,
        DECLINED,
        /** Made or not made: to be asked again, under the same key. */
        UNKNOWN,
        /** Too many wait for the provider already. */
        NOT_ASKED
    }

    /** The provider did not answer in time, or with a fault. */
    private static final class NoAnswer extends Exception {
        NoAnswer(String reason) {
            super(reason);
        }
    }

    /**
     * Gives a card into the provider's keeping.
     *
     * @throws CardDeclined when the provider does not take it
     * @throws Unavailable when the provider does not answer
     */
    String keep(Card card) {
        if (!calls.tryAcquire()) {
            throw new Unavailable(TRY_AGAIN);
        }
        try {
            return answered(() -> provider.keep(card));
        } catch (NoAnswer none) {
            LOG.warn("the payment provider took no card: {}", none.getMessage());
            throw new Unavailable(TRY_AGAIN);
        }
    }

    Answer charge(String token, long amount, UUID key) {
        if (!calls.tryAcquire()) {
            return Answer.NOT_ASKED;
        }
        try {
            return switch (answered(() -> provider.charge(token, amount, key))) {
                case APPROVED -> Answer.APPROVED;
                case DECLINED -> Answer.DECLINED;
            };
        } catch (CardDeclined declined) {
            return Answer.DECLINED;
        } catch (NoAnswer none) {
            LOG.atWarn()
                    .addKeyValue("charge", key)
                    .addKeyValue("reason", none.getMessage())
                    .log("the payment provider has not told what became of a charge");
            return Answer.UNKNOWN;
        }
    }

    /** For whoever has a permit, which is given back when the call ends. */
    private <T> T answered(Callable<T> question) throws NoAnswer {
        var call = new FutureTask<>(() -> {
            try {
                return question.call();
            } finally {
                calls.release();
            }
        });
        var thread = threads.newThread(call);
        thread.start();
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new NoAnswer("no answer in time");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CardDeclined declined) {
                throw declined;
            }
            throw new NoAnswer(String.valueOf(
                    failed.getCause() == null ? null : failed.getCause().getClass()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("the server ends");
        } finally {
            thread.interrupt(); // rather than to cancel what may not have begun, and would never end then
        }
    }
}
