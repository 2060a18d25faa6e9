package io.plumewatch.enforcement.access;

import java.util.Set;

/**
 * Who calls. Controllers take it as a method parameter.
 *
 * @param tokenId id of the token or session
 * @param person the person or system behind it; "different officers" compares this, not tokens
 */
public record Caller(String tokenId, String person, Set<Role> roles, Areas areas) {

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
