/** The pages: static files that use the public API and nothing else. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.frontrow.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
