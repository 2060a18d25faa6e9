package io.plumewatch.wire.rs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Tables that lie beside the classes. */
final class RsResource {

    private RsResource() {}

    static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(RsResource.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
