package dev.frontrow;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Modules use each other only along the arrows that their package-info files name. */
class ModularityTests {

    @Test
    void modulesKeepToTheirBoundaries() {
        ApplicationModules.of(FrontrowApplication.class).verify();
    }
}
