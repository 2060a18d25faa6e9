package io.plumewatch.enforcement;

import com.tngtech.archunit.core.domain.properties.HasName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The architecture, executable: the table of modules in the package-info files is what the code does. */
class ModularityTests {

    /** Without what an earlier build wrote for Spring, which is nobody's code. */
    static final ApplicationModules MODULES =
            ApplicationModules.of(EnforcementApplication.class, HasName.Predicates.nameContaining("__"));

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        MODULES.verify();
    }
}
