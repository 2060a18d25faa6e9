/**
 * Hits become alerts at the check-points, live; the crews' board.
 *
 * <p>Every pass and every sighting of a gate or camera is looked at in its own transaction. {@link Hits} says why the
 * vehicle is of interest now, {@link AlertRaiser} writes one open alert per vehicle and check-point downstream and
 * appends it to the feed, {@link AlertStreams} pushes the feed to crews as Server-Sent Events. What is not happening
 * now raises nothing. The evidence store is known for one thing: the picture that a crew sees.
 */
@ApplicationModule(
        displayName = "Alerts",
        allowedDependencies = {"facts", "blacklist", "cases", "registry", "standards", "evidence", "feeds", "access"})
@NullMarked
package io.plumewatch.enforcement.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
