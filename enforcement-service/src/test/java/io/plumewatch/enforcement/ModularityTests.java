package io.plumewatch.enforcement;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The architecture, executable: the table of modules in the package-info files is what the code does. */
class ModularityTests {

    static final ApplicationModules MODULES = ApplicationModules.of(EnforcementApplication.class);

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        MODULES.verify();
    }
}
