package io.plumewatch.gateway.quarantine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the operators' list.
 *
 * @param reason a {@link io.plumewatch.gateway.intake.Reason}, or one of a newer gateway
 * @param bytes how many bytes came in
 * @param sample the first of them, as text or else in hex, plates and VINs masked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuarantineItem(
        String id,
        Instant receivedAt,
        String source,
        String protocol,
        @Nullable String device,
        @JsonIgnore @Nullable String areaCode,
        String reason,
        @Nullable String field,
        @Nullable String expected,
        int bytes,
        String sample) {}
