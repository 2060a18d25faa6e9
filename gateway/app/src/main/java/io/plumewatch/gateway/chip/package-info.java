/**
 * Under which identity the security chip of an OBD terminal signs.
 *
 * <p>An SM2 signature covers an identity of the signer. Terminals take the identifier of their chip and tell it only
 * once, when they are activated; the uploads that it signs may come years later and to another gateway. So it is kept in
 * a hash on the telemetry Redis, and only ever learned from an activation whose signature holds under the key that the
 * registry has for the vehicle: nobody else can put one there. It is no state of its own: the activation lies in the
 * log, and a terminal whose identity is lost is as little trusted as one without a valid signature until it activates
 * again.
 */
@NullMarked
package io.plumewatch.gateway.chip;

import org.jspecify.annotations.NullMarked;
