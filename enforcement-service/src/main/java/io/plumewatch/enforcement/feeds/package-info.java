/**
 * One feed table: what leaves for crews, police and transport, at positions in commit order.
 */
@ApplicationModule(
        displayName = "Feeds",
        allowedDependencies = {"access"})
@NullMarked
package io.plumewatch.enforcement.feeds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
