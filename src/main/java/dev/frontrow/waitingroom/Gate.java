package dev.frontrow.waitingroom;

import dev.frontrow.identity.Users;
import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.GatedOperations;
import dev.frontrow.shared.Marks;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Scope;
import dev.frontrow.waitingroom.WaitingRoomSettings.Coverage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets booking calls through only with an admitted queue token, and says which concerts it opens (W10). */
@Component
class Gate implements HandlerInterceptor, GatedOperations {

    private final WaitingRooms rooms;
    private final QueueTokens tokens;
    private final Coverage coverage;

    Gate(WaitingRooms rooms, QueueTokens tokens, WaitingRoomSettings settings) {
        this.rooms = rooms;
        this.tokens = tokens;
        this.coverage = settings.scope();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod operation && include(operation)) {
            var token = QueueToken.of(tokens.ofRequest());
            switch (isReading(request) ? rooms.enterToRead(token) : rooms.enter(token)) {
                case Place.Admitted _ ->
                    request.setAttribute(Scope.class.getName(), token.room().scope());
                case Place.Waiting waiting -> throw new QueueWaiting(waiting);
                case Place.Ended() -> throw new QueueTokenExpired();
            }
        }
        return true;
    }

    private static boolean isReading(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    @Override
    public boolean include(HandlerMethod operation) {
        return standsBefore(operation, coverage);
    }

    static boolean standsBefore(HandlerMethod operation, Coverage coverage) {
        return switch (coverage) {
            case BOOKING -> Marks.has(operation, BehindGate.class);
            case ALL -> !isWaitingRoom(operation) && !isSignUpOrLogIn(operation) && !isOrganizers(operation);
        };
    }

    private static boolean isWaitingRoom(HandlerMethod operation) {
        return operation.getBeanType().getPackage() == Gate.class.getPackage();
    }

    private static boolean isSignUpOrLogIn(HandlerMethod operation) {
        return operation.getBeanType().getPackage() == Users.class.getPackage()
                && Marks.has(operation, Anonymous.class);
    }

    /** A queue token gives no roles, so behind the gate no organizer could act. */
    private static boolean isOrganizers(HandlerMethod operation) {
        return Marks.has(operation, OrganizersOnly.class);
    }
}
