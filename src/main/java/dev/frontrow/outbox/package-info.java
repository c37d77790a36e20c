/** Facts on their way to Kafka: written in the transaction they report, relayed after its commit (E1). */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package dev.frontrow.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
