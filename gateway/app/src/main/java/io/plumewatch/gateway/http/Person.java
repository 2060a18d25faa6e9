package io.plumewatch.gateway.http;

import io.plumewatch.wire.projection.ProjectedToken;
import org.jspecify.annotations.Nullable;

/** Whoever stands behind a token of the service, and what they may see. */
record Person(ProjectedToken token) {

    static final String ADMIN = "ADMIN";
    static final String OFFICER = "OFFICER";

    boolean has(String role) {
        return token.roles().contains(role);
    }

    /** Returns whether this person sees things of an area; what belongs to no area everybody with the role sees. */
    boolean sees(@Nullable String areaCode) {
        return areaCode == null || has(ADMIN) || token.areaCodes().stream().anyMatch(own -> covers(own, areaCode));
    }

    /** A code that ends in 00 covers its districts, one that ends in 0000 its cities. */
    private static boolean covers(String own, String areaCode) {
        if (own.endsWith("0000")) {
            return areaCode.startsWith(own.substring(0, own.length() - 4));
        }
        return own.endsWith("00") ? areaCode.startsWith(own.substring(0, own.length() - 2)) : own.equals(areaCode);
    }
}
