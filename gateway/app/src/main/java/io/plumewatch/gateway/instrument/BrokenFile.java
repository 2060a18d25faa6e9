package io.plumewatch.gateway.instrument;

/** The file with the lines cannot be used; the message says which key, what stands there and what was expected. */
final class BrokenFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenFile(String message) {
        super(message, null, false, false);
    }
}
