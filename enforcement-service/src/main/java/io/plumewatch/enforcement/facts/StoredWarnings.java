package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.rs.RsWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Warnings as they stand in their column: JSON, or null for none. */
final class StoredWarnings {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredWarnings() {}

    static @Nullable String write(List<RsWarning> warnings) {
        return warnings.isEmpty() ? null : JSON.writeValueAsString(warnings);
    }

    static List<RsWarning> read(@Nullable String json) {
        return json == null ? List.of() : JSON.readValue(json, new TypeReference<>() {});
    }
}
