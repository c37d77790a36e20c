package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.outbox.Events;
import dev.frontrow.payment.PaymentCompleted;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.SeatsHeld;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import dev.frontrow.waitingroom.WaitingRoomSettings.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What stands in front of the booking calls, and what bookings do to places. */
class GateIntegrationTests {

    private static final String DATES = "/seats/dates";
    /** How long an end on another instance may go unnoticed, and time for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();
    private final TestRoom room = TestRoom.of(server, Map.of("capacity", 1));

    /** W10 */
    @Test
    void withoutAQueueTokenNobodyBooks() {
        for (var caller : List.of(server.api(), Fans.signUp(server).api())) {
            assertRefused(caller.get(DATES), 401, "QUEUE_TOKEN_REQUIRED");
        }
        assertThat(server.api().get("/concerts").status()).isEqualTo(200);
    }

    /** W10 */
    @Test
    void whoWaitsIsTurnedAwayWithThePosition() {
        room.join();
        room.join();
        var answer = room.queued(Fans.signUp(server)).get(DATES);

        assertRefused(answer, 403, "QUEUE_WAITING");
        assertThat(answer.body().path("queuePosition").asInt()).isEqualTo(2);
        assertThat(answer.body().has("estimatedWaitTime")).isTrue(); // null while nobody is let in, as in W1
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 30L);
    }

    /** W10 */
    @Test
    void whoIsAdmittedReachesTheRoomsConcertAndNoOther() {
        var other = Stage.plain(server);
        var inside = room.queued(Fans.signUp(server));
        var lobby = Fans.admitted(server).api();

        assertThat(inside.get(DATES).body().path("dates").path(0).asString())
                .isEqualTo(room.show().date());
        assertRefused(inside.get(DATES + "?concertId=" + other.concertId()), 403, "QUEUE_TOKEN_WRONG_ROOM");
        assertRefused(lobby.get(DATES + "?concertId=" + room.show().concertId()), 403, "QUEUE_TOKEN_WRONG_ROOM");
        assertThat(lobby.get(DATES + "?concertId=" + other.concertId()).status())
                .isEqualTo(200);
    }

    /** W10 */
    @Test
    void anEndedPlaceIsRefusedAtOnceHereAndWithinASecondElsewhere() {
        var inside = room.queued(Fans.signUp(server));
        var elsewhere = Api.at(second.origin()).as(Objects.requireNonNull(inside.token()));
        assertThat(inside.get(DATES).status()).isEqualTo(200);
        assertThat(elsewhere.get(DATES).status()).isEqualTo(200);

        inside.delete("/token");
        assertRefused(inside.get(DATES), 401, "QUEUE_TOKEN_EXPIRED");
        await().atMost(SOON).untilAsserted(() -> assertRefused(elsewhere.get(DATES), 401, "QUEUE_TOKEN_EXPIRED"));
    }

    /** W10: {@code frontrow.waiting-room.scope=all}. */
    @Test
    void theWiderGateStandsBeforeEverythingButSignUpLogInTheWaitingRoomAndOrganizers() {
        var open = Objects.requireNonNull(server.bean(DispatcherServlet.class).getHandlerMappings()).stream()
                .filter(RequestMappingHandlerMapping.class::isInstance)
                .flatMap(mapping -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().entrySet().stream())
                .filter(operation -> !Gate.standsBefore(operation.getValue(), Coverage.ALL))
                .flatMap(operation -> operation.getKey().getPatternValues().stream())
                .filter(path -> path.startsWith("/api/v1") && !path.startsWith("/api/v1/admin/"))
                .collect(Collectors.toSet());

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "/api/v1/users",
                        "/api/v1/auth/login",
                        "/api/v1/token",
                        "/api/v1/reservations/token/validation",
                        "/api/v1/waiting-rooms/{roomId}",
                        "/api/v1/waiting-rooms/{roomId}/events");
    }

    /** W11, W14 */
    @Test
    void aPaymentEndsTheTokenAndFreesTheSlotAtOnce() {
        var fan = Fans.signUp(server);
        var inside = room.queued(fan);
        var next = room.join();
        assertThat(inside.get(DATES).status()).isEqualTo(200);

        commit(payment(fan.userId(), server.clock().instant()));

        assertRefused(inside.get(DATES), 401, "QUEUE_TOKEN_EXPIRED");
        assertRefused(inside.get("/token"), 401, "QUEUE_TOKEN_EXPIRED");
        assertThat(room.isInside(next)).isTrue();
    }

    /** W11, W13: the token that comes with the payment says whose slot it was. */
    @Test
    void aPaymentFreesTheSlotThoughRedisHasJustLostTheRoom() {
        var fan = Fans.signUp(server);
        var inside = new Fans.Fan(fan.userId(), fan.email(), fan.accessToken(), room.queued(fan));
        var buyer = new Buyer(inside, room.show());
        var next = room.join();
        assertThat(buyer.hold(1).status()).isEqualTo(201);
        assertThat(buyer.charge(100_000, "charge").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> copied().contains("\"inside\":[\"1\""));
        server.bean(StringRedisTemplate.class).delete(RoomKeys.of(room.id(), next.user()));
        server.bean(StringRedisTemplate.class).delete(RoomKeys.of(room.id(), new UserId(fan.userId())));

        assertThat(buyer.pay(1, "pay").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> room.isInside(next));
    }

    private String copied() {
        return server.jdbc()
                .sql("select content from waiting_room_copy where room_id = :room")
                .param("room", room.id().toString())
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** W11, invariant 7: what Kafka delivers late or twice. */
    @Test
    void aLateRedeliveryOfAPaymentDoesNotEndANewerPlace() {
        var fan = Fans.signUp(server);
        room.queued(fan);
        var paid = payment(fan.userId(), server.clock().instant());
        commit(paid);
        var again = room.queued(fan);

        server.bean(WaitingRooms.class).endPaid(paid.concertId(), paid.userId(), paid.occurredAt());
        assertThat(again.get("/token").body().path("status").asString()).isEqualTo("ADMITTED");
    }

    /** W11 */
    @Test
    void aPaymentThatRollsBackEndsNothing() {
        var fan = Fans.signUp(server);
        var inside = room.queued(fan);
        server.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            publish(payment(fan.userId(), server.clock().instant()));
            transaction.setRollbackOnly();
        });
        assertThat(inside.get(DATES).status()).isEqualTo(200);
    }

    /** W11 */
    @Test
    void aSessionDoesNotEndBeforeAHoldDoes() {
        room.change(Map.of("session", 30));
        var fan = Fans.signUp(server);
        var inside = room.queued(fan);
        assertThat(inside.get(DATES).status()).isEqualTo(200);
        var holdEnds = server.clock().instant().plusSeconds(300);
        follow(hold(fan.userId(), holdEnds));
        assertThat(end(inside)).isBetween(holdEnds.minusSeconds(1), holdEnds.plusSeconds(1));

        follow(hold(fan.userId(), holdEnds.minusSeconds(200)));
        assertThat(end(inside))
                .as("a shorter hold shortens nothing")
                .isBetween(holdEnds.minusSeconds(1), holdEnds.plusSeconds(1));
    }

    private static Instant end(Api inside) {
        return Instant.parse(inside.get("/token").body().path("expiresAt").asString());
    }

    /** The room follows a hold without the fan's waiting for it. */
    private void follow(SeatsHeld hold) {
        commit(hold);
        var followed = server.bean(FollowedEvents.class);
        await().until(() -> followed.strikeOff(hold.eventId().toString()));
    }

    /** What was followed is not even parsed when Kafka tells of it, which it does once. */
    @Test
    void whatWasFollowedAtOnceIsNotFollowedAgain() {
        var followed = new FollowedEvents();
        var consumer = new BookingConsumer(server.bean(WaitingRooms.class), followed, server.bean(Events.class));
        var hold = hold(UUID.randomUUID(), server.clock().instant());
        followed.add(hold);
        var told = List.of("{\"eventId\":\"" + hold.eventId() + "\",\"type\":\"SeatsHeld\"}");
        assertThatCode(() -> consumer.held(told)).doesNotThrowAnyException();
        assertThatThrownBy(() -> consumer.held(told)).isInstanceOf(BatchListenerFailedException.class);
    }

    /** What Redis does not know of is left to the consumer of the event. */
    @Test
    void aHoldInALostRoomIsNotFollowedAtOnce() {
        var followed = new AtomicBoolean();
        var rules = server.bean(RuleBook.class).of(room.id());
        var lost = new RoomId(new ConcertId(Long.MAX_VALUE));

        server.bean(RoomStore.class)
                .stayLater(lost, new UserId(UUID.randomUUID()), rules, Duration.ofMinutes(5), () -> followed.set(true))
                .toCompletableFuture()
                .join();

        assertThat(followed).isFalse();
    }

    private PaymentCompleted payment(UUID user, Instant at) {
        return new PaymentCompleted(
                UUID.randomUUID(),
                at,
                UUID.randomUUID(),
                new ReservationId(UUID.randomUUID()),
                Objects.requireNonNull(room.id().concert()),
                new PerformanceId(room.show().performanceId()),
                new UserId(user),
                List.of(1),
                50_000);
    }

    private SeatsHeld hold(UUID user, Instant until) {
        return new SeatsHeld(
                UUID.randomUUID(),
                server.clock().instant(),
                new ReservationId(UUID.randomUUID()),
                Objects.requireNonNull(room.id().concert()),
                new PerformanceId(room.show().performanceId()),
                new UserId(user),
                List.of(1),
                50_000,
                until);
    }

    private void commit(Object event) {
        server.bean(TransactionTemplate.class).executeWithoutResult(transaction -> publish(event));
    }

    private void publish(Object event) {
        server.bean(ApplicationEventMulticaster.class).multicastEvent(new PayloadApplicationEvent<>(this, event));
    }

    private static void assertRefused(Api.Answer answer, int status, String error) {
        assertThat(answer.error()).as("%s", answer).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(status);
    }
}
