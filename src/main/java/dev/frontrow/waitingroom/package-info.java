/** The queue in front of the booking calls: join, place, leave, admission, the gate (W1–W15, O2). */
@ApplicationModule(allowedDependencies = {"shared", "identity", "catalog", "reservation", "payment", "outbox"})
@NullMarked
package dev.frontrow.waitingroom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
