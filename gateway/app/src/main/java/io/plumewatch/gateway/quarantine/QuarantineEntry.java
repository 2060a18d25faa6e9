package io.plumewatch.gateway.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refused input as it is kept, nothing hidden.
 *
 * @param reason a {@link io.plumewatch.gateway.intake.Reason}, or one of a newer gateway
 * @param bytes how many bytes came in
 * @param payload those that are kept: all of an authenticated device up to 1 MiB, of anybody else the first; base64 in JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuarantineEntry(
        String id,
        Instant receivedAt,
        String source,
        String protocol,
        @Nullable String device,
        @Nullable String areaCode,
        String reason,
        @Nullable String field,
        @Nullable String expected,
        int bytes,
        byte[] payload) {

    /** Returns it as operators may see it. */
    QuarantineItem masked() {
        return new QuarantineItem(
                id,
                receivedAt,
                source,
                protocol,
                device == null ? null : Masking.text(device),
                areaCode,
                reason,
                field,
                expected,
                bytes,
                Masking.sample(payload));
    }
}
