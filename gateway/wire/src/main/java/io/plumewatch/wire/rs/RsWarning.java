package io.plumewatch.wire.rs;

import org.jspecify.annotations.Nullable;

/**
 * Something about a reading that a person should look at. It never refuses the reading and never changes a verdict.
 *
 * @param code upper-case, from a closed list
 * @param field path of the field that it is about, if one is
 */
public record RsWarning(String code, @Nullable String field, String message) {}
