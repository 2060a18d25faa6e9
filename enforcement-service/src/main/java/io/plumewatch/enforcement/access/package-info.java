/**
 * People, systems, their tokens, roles and areas; sessions of the pages; the audit of reads of personal data.
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {})
@NullMarked
package io.plumewatch.enforcement.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
