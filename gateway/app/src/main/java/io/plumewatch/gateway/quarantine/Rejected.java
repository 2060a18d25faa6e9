package io.plumewatch.gateway.quarantine;

import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refused input, as it is kept.
 *
 * @param source device number of an authenticated device, else the address it came from
 * @param device device number or VIN that it claims, if any
 * @param areaCode area of the device, if the registry knows it
 * @param bytes how many bytes came in
 * @param kept those of them that are kept
 */
public record Rejected(
        Instant receivedAt,
        Protocol protocol,
        String source,
        @Nullable String device,
        @Nullable String areaCode,
        Refusal refusal,
        int bytes,
        byte[] kept) {}
