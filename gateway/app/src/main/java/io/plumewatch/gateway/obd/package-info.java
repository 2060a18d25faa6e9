/**
 * OBD terminals of heavy vehicles, over TCP, after GB 17691-2018 annex Q and HJ 1239.3-2021.
 *
 * <p>{@link io.plumewatch.gateway.obd.ObdServer} accepts; a connection's bytes are cut into frames, each VIN gets a
 * session, and frames go to the log as they came. The protocol has no acknowledgement, so what was read is kept until the
 * log has it, and a slow log stops the reading. Frames carry no credential: sessions are CLAIMED unless VIN, ICCID and
 * network are as filed, and a session gives way only to one of equal or higher trust.
 */
@NullMarked
package io.plumewatch.gateway.obd;

import org.jspecify.annotations.NullMarked;
