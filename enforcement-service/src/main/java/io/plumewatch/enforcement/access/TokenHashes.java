package io.plumewatch.enforcement.access;

import java.util.List;
import java.util.Optional;

/** The live tokens by their digests, for those that must know callers without asking us. */
public interface TokenHashes {

    /** Returns all live tokens. */
    List<TokenHash> all();

    /** Returns the live token with this digest. */
    Optional<TokenHash> bySha256(String sha256);

    /** A token, known by the lower-case hex SHA-256 of its secret. */
    record TokenHash(String sha256, Caller caller) {}
}
