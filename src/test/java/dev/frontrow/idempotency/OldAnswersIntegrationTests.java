package dev.frontrow.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** M4: an answer is forgotten 24 h after it was given, and no sooner. */
class OldAnswersIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestServer server = TestServer.shared();
    private final IdempotencyStore store = server.bean(IdempotencyStore.class);
    private final UUID user = Fans.signUp(server).userId();

    /** M4 */
    @Test
    void anAnswerIsForgottenAfterItsTime() {
        answer(Duration.ofHours(25));
        store.forgetOld();
        assertThat(isRemembered()).isFalse();
    }

    /** M4: the sweep has found the old answer, and waits for the one who answers under the same key anew. */
    @Test
    void aKeyThatIsUsedAgainWhileTheSweepComesByIsRemembered() throws Exception {
        answer(Duration.ofHours(25));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sweep = server.bean(TransactionTemplate.class).execute(status -> {
                answer(Duration.ZERO);
                var begun = threads.submit(store::forgetOld);
                await().atMost(SOON).until(this::sweepWaits);
                return begun;
            });
            sweep.get();
        }
        assertThat(isRemembered()).isTrue();
    }

    private void answer(Duration ago) {
        server.jdbc()
                .sql("""
                insert into idempotency_key (user_id, key, fingerprint, answered_at, answer)
                values (:user, 'k', 'f', :at, '{}')
                on conflict (user_id, key) do update set answered_at = excluded.answered_at
                """)
                .param("user", user)
                .param("at", server.clock().instant().minus(ago).atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean sweepWaits() {
        return server.jdbc().sql("""
                select exists (select from pg_stat_activity
                                where wait_event_type = 'Lock' and query like 'delete from idempotency_key%')
                """).query(Boolean.class).single();
    }

    private boolean isRemembered() {
        return server.jdbc()
                .sql("select exists (select from idempotency_key where user_id = :user)")
                .param("user", user)
                .query(Boolean.class)
                .single();
    }
}
