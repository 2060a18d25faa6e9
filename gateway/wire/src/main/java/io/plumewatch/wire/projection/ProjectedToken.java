package io.plumewatch.wire.projection;

import java.util.List;

/** A person's or system's token as the gateway must know it: roles such as {@code ADMIN}, and area codes. */
public record ProjectedToken(String person, List<String> roles, List<String> areaCodes) {}
