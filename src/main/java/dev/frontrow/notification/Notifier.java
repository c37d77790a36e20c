package dev.frontrow.notification;

/**
 * The way to the fans, which leads out of this system: e-mail, a messenger, a push service. A bean of this type takes
 * the place of the shipped one, which writes to the log.
 *
 * <p>A notice comes at least once: after a crash, or while partitions move between instances, it may come again, with
 * the same {@code about().eventId()}. No table remembers what was told, since a table cannot know whether an e-mail
 * went out before the crash either: a service that must not tell twice is given that id as its key.
 */
public interface Notifier {

    /**
     * Tells the fan.
     *
     * @throws dev.frontrow.shared.Unavailable when the service is away: the notice, and those after it, are tried again
     *     until it is back. With anything else that is thrown the notice is given up, and the log says so
     */
    void tell(Notice notice);
}
