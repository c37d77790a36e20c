/** Tells fans what became of their seats, apart from any request (E3). */
@ApplicationModule(allowedDependencies = {"shared", "reservation", "outbox"})
@NullMarked
package dev.frontrow.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
