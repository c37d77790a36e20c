/** What an organizer watches: sales and reconciliation (O3, O4). */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "reservation", "outbox"})
@NullMarked
package dev.frontrow.organizer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
