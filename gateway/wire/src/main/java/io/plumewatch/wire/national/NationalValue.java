package io.plumewatch.wire.national;

import org.jspecify.annotations.Nullable;

/**
 * One field of a record as it came, and what it means.
 *
 * @param name as the unit wrote it
 * @param meaning term of the national table set; empty for a field that is not in it
 * @param raw as sent; long texts are shortened
 * @param value what a code stands for; null where the raw text says it
 * @param unit empty where there is none
 */
public record NationalValue(
        String name, String meaning, String raw, @Nullable String value, String unit) {}
