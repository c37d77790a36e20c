package dev.frontrow.card;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A provider that moves no money, to try everything with. Any card whose number adds up is approved, but for some with
 * which it shows what else can happen. Like a real one it makes a charge once per key.
 */
final class SandboxProvider implements PaymentProvider {

    private static final int CHARGES_REMEMBERED = 100_000;
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** What the numbers bring about; see docs/cards.md. */
    private static final Map<String, Conduct> TEST_CARDS = Map.of(
            "4000000000000002", Conduct.DECLINES,
            "4000000000000010", Conduct.REFUSED,
            "4000000000000119", Conduct.ANSWER_LOST,
            "4000000000000127", Conduct.ANSWER_LOST_THEN_DECLINED,
            "4000000000000135", Conduct.FAILS_ONCE);

    private final Cache<UUID, Verdict> verdicts =
            Caffeine.newBuilder().maximumSize(CHARGES_REMEMBERED).build();

    /** How a card behaves; written into its token, so that the sandbox needs to remember no card. */
    enum Conduct {
        APPROVES,
        DECLINES,
        /** The provider does not take it into its keeping. */
        REFUSED,
        /** The charge is made and nobody is told; whoever asks again is. */
        ANSWER_LOST,
        /** Nobody is told, and whoever asks again hears that it was declined. */
        ANSWER_LOST_THEN_DECLINED,
        /** The first time there is a fault before anything is done. */
        FAILS_ONCE
    }

    private final Cache<UUID, Boolean> failed =
            Caffeine.newBuilder().maximumSize(CHARGES_REMEMBERED).build();

    @Override
    public String keep(Card card) {
        Conduct conduct = TEST_CARDS.getOrDefault(card.number(), Conduct.APPROVES);
        if (conduct == Conduct.REFUSED) {
            throw new CardDeclined();
        }
        return "sandbox-" + conduct.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
    }

    @Override
    public Verdict charge(String token, long amount, UUID key) {
        Conduct conduct = Conduct.valueOf(token.split("-", 3)[1].toUpperCase(Locale.ROOT));
        if (conduct == Conduct.FAILS_ONCE && failed.asMap().putIfAbsent(key, true) == null) {
            throw new IllegalStateException("a fault at the provider");
        }
        Verdict verdict = switch (conduct) {
            case APPROVES, ANSWER_LOST, FAILS_ONCE -> Verdict.APPROVED;
            case DECLINES, REFUSED, ANSWER_LOST_THEN_DECLINED -> Verdict.DECLINED;
        };
        boolean first = verdicts.asMap().putIfAbsent(key, verdict) == null;
        if (first && (conduct == Conduct.ANSWER_LOST || conduct == Conduct.ANSWER_LOST_THEN_DECLINED)) {
            sayNothing();
        }
        return verdict;
    }

    /** The verdict on the charge with that key; empty when there was none. */
    Optional<Verdict> verdictOn(UUID key) {
        return Optional.ofNullable(verdicts.getIfPresent(key));
    }

    private static void sayNothing() {
        try {
            Thread.sleep(SILENCE);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("nobody waits for the answer any more");
    }
}
