package io.plumewatch.gateway.quarantine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.gateway.intake.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the operators' list.
 *
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
        Reason reason,
        @Nullable String field,
        @Nullable String expected,
        int bytes,
        String sample) {

    static QuarantineItem of(String id, Rejected rejected) {
        return new QuarantineItem(
                id,
                rejected.receivedAt(),
                rejected.source(),
                rejected.protocol().label(),
                rejected.device() == null ? null : Masking.text(rejected.device()),
                rejected.areaCode(),
                rejected.refusal().reason(),
                rejected.refusal().field(),
                rejected.refusal().expected(),
                rejected.bytes(),
                Masking.sample(rejected.kept()));
    }
}
