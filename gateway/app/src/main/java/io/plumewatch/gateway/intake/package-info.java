/**
 * What all protocols share when they judge a message: the closed list of reasons, the rules about time, the counters,
 * and a small view of who spoke lately.
 *
 * <p>Nothing here knows a transport. A protocol's judge asks these and answers with an entry for the log or a
 * {@link io.plumewatch.gateway.intake.Refusal}.
 */
@NullMarked
package io.plumewatch.gateway.intake;

import org.jspecify.annotations.NullMarked;
