package dev.frontrow.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.notification.Notice.Kind;
import dev.frontrow.outbox.Events;
import dev.frontrow.reservation.HoldCanceled;
import dev.frontrow.reservation.HoldLapsed;
import dev.frontrow.reservation.ReservationEvent;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.SeatsHeld;
import dev.frontrow.reservation.SeatsSold;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** E3: fans are told what became of their seats. */
@ExtendWith(OutputCaptureExtension.class)
class NotificationIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final ReservationId HOLD = new ReservationId(UUID.randomUUID());
    private static final ConcertId CONCERT = new ConcertId(1);
    private static final PerformanceId PERFORMANCE = new PerformanceId(1);
    private static final UserId FAN = new UserId(UUID.randomUUID());
    private static final List<Integer> SEATS = List.of(7, 8);

    private final TestServer server = TestServer.shared();
    private final Instant now = server.clock().instant();

    @Test
    void aSaleAndALapseAreTold() {
        var told = new ArrayList<Notice>();
        var consumer = new NoticeConsumer(told::add, server.bean(Events.class));
        consumer.onEvents(List.of(json(new SeatsHeld(id(), now, HOLD, CONCERT, PERFORMANCE, FAN, SEATS, 100, now))));
        consumer.onEvents(List.of(json(new HoldCanceled(id(), now, HOLD, CONCERT, PERFORMANCE, FAN, SEATS))));
        assertThat(told).isEmpty();
        var sold = sold();
        consumer.onEvents(List.of(json(sold)));
        var lapsed = new HoldLapsed(id(), now, HOLD, CONCERT, PERFORMANCE, FAN, SEATS);
        consumer.onEvents(List.of(json(lapsed)));
        assertThat(told).containsExactly(new Notice(Kind.SEATS_SOLD, sold), new Notice(Kind.HOLD_LAPSED, lapsed));
    }

    /** At least once; but what can never be told does not hold up the others. */
    @Test
    void aNoticeIsTriedAgainOnlyWhileTheServiceIsAway() {
        var away = new NoticeConsumer(
                notice -> {
                    throw new Unavailable(Duration.ofSeconds(1));
                },
                server.bean(Events.class));
        assertThatThrownBy(() -> away.onEvents(List.of(json(sold())))).hasCauseInstanceOf(Unavailable.class);
        var hopeless = new NoticeConsumer(
                notice -> {
                    throw new IllegalStateException("no such address");
                },
                server.bean(Events.class));
        assertThatCode(() -> hopeless.onEvents(List.of(json(sold())))).doesNotThrowAnyException();
    }

    /** As shipped: one line, which names the event for whoever must not tell twice. */
    @Test
    @SuppressWarnings("unchecked") // the one template there is
    void whatKafkaTellsIsLogged(CapturedOutput output) {
        var sold = sold();
        KafkaTemplate<String, String> kafka = server.bean(KafkaTemplate.class);
        kafka.executeInTransaction(
                producer -> producer.send(sold.topic(), sold.key(), json(sold)).join());
        await().atMost(SOON).until(() -> output.getOut().contains(sold.eventId().toString()));
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains(sold.eventId().toString())))
                .singleElement()
                .asString()
                .contains("fan notified", "SEATS_SOLD", FAN.toString(), HOLD.toString(), "[7, 8]");
    }

    private ReservationEvent sold() {
        return new SeatsSold(id(), now, HOLD, CONCERT, PERFORMANCE, FAN, SEATS, 100);
    }

    private static UUID id() {
        return UUID.randomUUID();
    }

    private String json(ReservationEvent event) {
        return server.bean(JsonMapper.class).writeValueAsString(event);
    }
}
