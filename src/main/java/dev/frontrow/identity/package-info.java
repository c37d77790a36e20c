/** Users, sign-up, log-in, tokens (I1–I4, O5). */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package dev.frontrow.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
