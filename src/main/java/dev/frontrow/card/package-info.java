/** Cards: payment methods, and charging wallets with them through a {@link dev.frontrow.card.PaymentProvider} (P5). */
@ApplicationModule(allowedDependencies = {"shared", "identity", "idempotency", "wallet"})
@NullMarked
package dev.frontrow.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
