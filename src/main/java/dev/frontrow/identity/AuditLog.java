package dev.frontrow.identity;

import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** What organizers did, to whom or what, and when: a row each and a line in the log (O5, W12). */
@Component
public class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Records an act. Called within the act's transaction, the two stand or fall together.
     *
     * @param act what was done, in a few words, such as {@code user.change}
     * @param subject to whom or what: an id
     * @param detail what became of it; never a password, token or key
     */
    public void record(UserId actor, String act, String subject, Map<String, ?> detail) {
        var details = json.writeValueAsString(detail);
        jdbc.sql("""
                        insert into audit_entry (at, actor, act, subject, detail)
                        values (:at, :actor, :act, :subject, cast(:detail as jsonb))""")
                .param("at", SqlTime.of(clock.instant()))
                .param("actor", actor.value())
                .param("act", act)
                .param("subject", subject)
                .param("detail", details)
                .update();
        onceDone(() -> LOG.atInfo()
                .addKeyValue("actor", actor)
                .addKeyValue("act", act)
                .addKeyValue("subject", subject)
                .addKeyValue("detail", details)
                .log("organizer acted"));
    }

    /** The log does not tell of acts that were rolled back. */
    private static void onceDone(Runnable tell) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            tell.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell.run();
            }
        });
    }
}
