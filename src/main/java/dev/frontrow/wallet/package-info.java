/** Points: charge, debit, balance, entries (P1–P4). */
@ApplicationModule(allowedDependencies = {"shared", "identity", "outbox", "idempotency"})
@NullMarked
package dev.frontrow.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
