/** What every module speaks: refusals, the response envelope, who is asking, the clock. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.frontrow.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
