package io.plumewatch.enforcement.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/**
 * An object as it now stands, and what the request made of it.
 *
 * @param secret of a new device; shown this once
 * @param warnings what looks wrong but may be right
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Registered<T>(
        @JsonUnwrapped T object,
        Change.Outcome outcome,
        @Nullable String secret,
        List<String> warnings) {

    static <T> Registered<T> of(Change<T> change) {
        return new Registered<>(change.now(), change.outcome(), null, List.of());
    }

    /** One object is answered by 201 or 200 and itself, an array always by 200 and {@code items} in its order. */
    static <T> ResponseEntity<Object> answer(JsonNode body, List<Registered<T>> registered) {
        if (body.isArray()) {
            return ResponseEntity.ok(new Items<>(registered));
        }
        Registered<T> one = registered.get(0);
        return ResponseEntity.status(one.outcome() == Change.Outcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(one);
    }

    /** The answer to an array. */
    record Items<T>(List<Registered<T>> items) {}
}
