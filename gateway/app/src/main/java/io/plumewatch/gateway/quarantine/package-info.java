/**
 * What became of input that cannot be used: counted, kept within bounds, and shown to operators with its reason.
 *
 * <p>Of an authenticated device the whole bytes are kept, so a unit with a bug loses nothing; of anybody else some
 * samples an hour, so a flood costs neither memory nor disk. The stream is capped in entries and bytes, and what falls
 * off is counted. Operators see it masked, an administrator may export it whole; nothing of it goes back into the log. Start
 * at {@link io.plumewatch.gateway.quarantine.Quarantine}.
 */
@NullMarked
package io.plumewatch.gateway.quarantine;

import org.jspecify.annotations.NullMarked;
