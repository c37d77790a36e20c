/** Paying a hold (M1–M5). */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "reservation", "wallet", "outbox", "idempotency"})
@NullMarked
package dev.frontrow.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
