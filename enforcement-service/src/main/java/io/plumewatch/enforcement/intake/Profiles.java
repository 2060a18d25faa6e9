package io.plumewatch.enforcement.intake;

import java.util.Map;

/** Profiles with which this service reads payloads, to be compared with those of the gateways. */
public interface Profiles {

    /** Returns {@code name@version} and digest of each. */
    Map<String, String> digests();
}
