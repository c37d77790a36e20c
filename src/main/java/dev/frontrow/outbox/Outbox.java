package dev.frontrow.outbox;

import dev.frontrow.shared.Sql;
import dev.frontrow.shared.Statements;
import dev.frontrow.shared.Traces;
import java.sql.Types;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what happened, in the transaction in which it happens (E1). {@link Relay} tells Kafka after the commit;
 * within this instance the same record is published as a Spring event, for after-commit listeners that want to be
 * quick.
 */
@Component
public class Outbox {

    private final Statements statements;
    private final JsonMapper json;
    private final Events written;
    private final ApplicationEventPublisher publisher;
    private final Traces traces;

    Outbox(Statements statements, JsonMapper json, Events written, ApplicationEventPublisher publisher, Traces traces) {
        this.statements = statements;
        this.json = json;
        this.written = written;
        this.publisher = publisher;
        this.traces = traces;
    }

    /** Writes one event, and announces it on this instance after the commit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Event event) {
        write(List.of(event));
        announce(List.of(event));
    }

    /**
     * Announces events on this instance: at once, or after the commit of the transaction that runs. For whoever had
     * them written by a transaction of many.
     */
    public void announce(List<? extends Event> events) {
        events.forEach(publisher::publishEvent);
    }

    /**
     * Writes events in their order, in one statement however many they are, by the commit. Announcing them is left to
     * the caller.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<? extends Event> events) {
        if (events.isEmpty()) {
            return;
        }
        statements.later(Sql.of("""
                insert into outbox (topic, key, payload, trace)
                select topic, key, payload, :trace
                  from unnest(:topics::text[], :keys::text[], :payloads::text[])
                       with ordinality as fact (topic, key, payload, place)
                 where pg_current_xact_id() is not null -- given before any id (OutboxFloor)
                 order by place
                """)
                .with("trace", traces.current(), Types.VARCHAR)
                .with("topics", events.stream().map(Event::topic).toArray(String[]::new))
                .with("keys", events.stream().map(Event::key).toArray(String[]::new))
                .with("payloads", events.stream().map(json::writeValueAsString).toArray(String[]::new)));
        written.remember(events);
    }
}
