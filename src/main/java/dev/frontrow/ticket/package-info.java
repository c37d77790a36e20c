/** Signed tickets for the seats of paid reservations, and letting people in with them, once each. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "catalog", "reservation"})
@NullMarked
package dev.frontrow.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
