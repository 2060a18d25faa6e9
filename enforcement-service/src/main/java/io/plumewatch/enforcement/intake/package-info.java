/**
 * Reads the log exactly once: effects and offset commit together; parks what our own code cannot digest.
 *
 * <p><b>What cannot be used.</b> An entry is either refused for good (its bytes are kept; of what is
 * no evidence, a thousand a device and reason)
 * or <i>parked</i>: kept whole, with every field of its envelope, until somebody has mended the cause. Parked are:
 *
 * <ul>
 *   <li>{@code NOT_SEALED}: no seal that one of the keys of its gateway in {@code PLUMEWATCH_LOG_KEYS} made. A key that is
 *       missing here stops no stream: whoever can write to Redis could name any gateway, and so stop the city.
 *   <li>{@code MALFORMED_ENVELOPE}: a field of the envelope is missing or wrong.
 *   <li>{@code UNKNOWN_PROFILE}: a code map or unit profile that only the gateway has. One unit with a new map holds up
 *       nobody else, and nothing of it falls off.
 *   <li>{@code CODE_FAILED}: our own code failed on it three times, each time on a connection that still answered, and once
 *       more in the transaction that parked it. Whatever else was thrown counts as an outage, where the intake waits.
 *       After five in a row ({@code plumewatch.intake.failures-in-a-row}) it is not the entries: the stream is held and
 *       tried again, which health and {@code plumewatch_intake_stopped} tell.
 * </ul>
 *
 * <p>Of what anybody may have made (the first two, and whatever is only CLAIMED) and of telemetry so many entries and
 * bytes a stream, sender and hour are kept ({@code plumewatch.intake.parked-entries}, {@code parked-bytes}); the rest is counted as
 * <i>spilled</i>, and its stream can be read again from the first of them for as long as the log keeps it (48 h of
 * evidence, 1 h of telemetry).
 *
 * <p><b>What an administrator does.</b> {@code /actuator/health/intake} is {@code DEGRADED} and names the reasons, the
 * metric {@code plumewatch_intake_quarantined} counts them. Mend the cause (the message names the setting), restart, then
 * {@code POST /api/v1/quarantine/reinject} with {@code {"reason": …}}, or {@code /{id}/reinject}: each entry takes the way
 * of one from the log, in one transaction with its mark, once however often it is asked for. {@code POST …/reread} with
 * {@code {"stream": …}} reads spilled entries again; {@code GET …/export?reason=} gives whole entries away;
 * {@code POST …/dismiss} closes what is forged. All of it is audited.
 *
 * <p><b>Changing a gateway's key.</b> Name both at the service ({@code gateway-1=new,gateway-1=old}), restart it, give the
 * gateway the new one, and take the old one away once the streams are read to the end.
 *
 * <p>Gateways tell each minute which profiles they have, with digests; one that is missing here or has other content is
 * named under {@code profiles} in health before it does harm.
 */
@ApplicationModule(
        displayName = "Intake",
        allowedDependencies = {"access"})
@NullMarked
package io.plumewatch.enforcement.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
