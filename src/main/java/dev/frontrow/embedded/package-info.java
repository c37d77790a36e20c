/** PostgreSQL, Redis and Kafka started and ended with the server when nobody names an address. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package dev.frontrow.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
