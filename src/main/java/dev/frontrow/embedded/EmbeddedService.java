package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;

/** One of the services that run inside or beside the server when nobody names an address for it. */
sealed interface EmbeddedService permits EmbeddedProgram, EmbeddedKafka {

    /**
     * Starts the service and returns once it answers. The first start chooses a free port on 127.0.0.1; a later start
     * of the same object uses that port again, so that clients find it.
     *
     * @throws CannotStart with one sentence that says what is wrong
     */
    void start();

    /** Ends the service in order; does nothing when it does not run. */
    void stop();

    /** The port on 127.0.0.1 the service listens at, 1024 to 65535, once it has started. */
    int port();
}
