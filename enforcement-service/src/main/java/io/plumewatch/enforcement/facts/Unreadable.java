package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.json.Decoded;
import java.util.Objects;

/** Rejects payloads that a gateway let through and that we cannot read; another build of one of us may differ. */
public final class Unreadable {

    private Unreadable() {}

    public static void reject(Rejections rejections, StoredEntry entry, Decoded.Bad<?> bad) {
        rejections.reject(entry, bad.reason().name(), Objects.requireNonNullElse(bad.field(), ""), bad.expected());
    }
}
