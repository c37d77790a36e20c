/** One effect per client-made key, and the first answer again (M4). */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package dev.frontrow.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
