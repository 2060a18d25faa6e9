package io.plumewatch.enforcement.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A monitoring site.
 *
 * @param published whether the public has been told of it, without which nothing measured here may be penalised
 * @param publishedOn since which day; null = always
 */
public record Site(
        String siteId,
        String name,
        String areaCode,
        double longitude,
        double latitude,
        boolean published,
        @Nullable LocalDate publishedOn,
        @Nullable String roadName,
        @Nullable String direction,
        @Nullable Double slopeDeg) {}
