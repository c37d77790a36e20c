package dev.frontrow.web;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.util.HashMap;
import java.util.Map;

/** A concert with a waiting room of its own in which nobody is let in until somebody says so. */
record Queue(TestServer server, Stage.Show show) {

    /** With so many people waiting in it. */
    static Queue of(TestServer server, int waiting) {
        var queue =
                new Queue(server, Stage.with(server, Map.of("ownWaitingRoom", true, "title", "한밤의 줄 · Night Line")));
        queue.change(Map.of("capacity", 0));
        server.api().get("/waiting-rooms/" + queue.room()); // the median wait is of those whom the server saw come
        Fans.signUp(server, waiting).forEach(queue::join);
        return queue;
    }

    String room() {
        return Long.toString(show.concertId());
    }

    String page() {
        return "/wait/" + room() + "?concert=" + room();
    }

    void join(Fan fan) {
        var asked = new HashMap<String, Object>(Map.of("userId", fan.userId(), "concertId", show.concertId()));
        var answer = fan.api().post("/token", asked);
        if (answer.status() != 200) {
            throw new AssertionError("not in line: " + answer);
        }
    }

    /** As an organizer does. */
    void change(Map<String, Object> rules) {
        var answer = Fans.organizer(server).api().put("/admin/waiting-rooms/" + room(), rules);
        if (answer.status() != 200) {
            throw new AssertionError("not changed: " + answer);
        }
    }
}
