package io.plumewatch.gateway.http;

import io.plumewatch.wire.projection.ProjectedToken;
import org.jspecify.annotations.Nullable;

/** Whoever stands behind a token of the service, and what they may see. */
record Person(ProjectedToken token) {

    static final String ADMIN = "ADMIN";
    static final String OFFICER = "OFFICER";
    static final String CREW = "CREW";

    boolean has(String role) {
        return token.roles().contains(role);
    }

    /** Returns whether this person sees things of an area; what belongs to no area only an administrator sees. */
    boolean sees(@Nullable String areaCode) {
        return areaCode == null
                ? has(ADMIN)
                : token.areaCodes().stream().anyMatch(own -> areaCode.startsWith(prefix(own)));
    }

    /** A code that ends in 00 covers its districts, one that ends in 0000 its cities; 000000 is the whole country. */
    private static String prefix(String own) {
        if (own.equals("000000")) {
            return "";
        }
        if (own.endsWith("0000")) {
            return own.substring(0, 2);
        }
        return own.endsWith("00") ? own.substring(0, 4) : own;
    }
}
