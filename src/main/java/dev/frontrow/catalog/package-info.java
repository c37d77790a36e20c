/** Concerts, performances, seat layout, and the reads of dates and seats (C1–C7, O1). */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package dev.frontrow.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
