/** Holds: hold, cancel, lapse, reopen; the seat states and the seat locks (H1–H10). */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "wallet", "outbox"})
@NullMarked
package dev.frontrow.reservation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
