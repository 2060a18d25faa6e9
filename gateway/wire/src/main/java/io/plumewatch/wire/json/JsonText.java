package io.plumewatch.wire.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes records as JSON: absent values are left out, fields stand in the order of the record, times keep their offset. */
public final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(inclusion -> inclusion
                    .withValueInclusion(JsonInclude.Include.NON_EMPTY)
                    .withContentInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private JsonText() {}

    /** Returns the record as UTF-8 JSON. */
    public static byte[] write(Record value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
