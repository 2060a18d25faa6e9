package io.plumewatch.enforcement.intake;

/** Our own code failed on entries while its connection was alive: waiting will not help. */
final class CodeFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    CodeFailed(Throwable cause) {
        super(cause);
    }

    /** Returns what it failed of. */
    Throwable why() {
        return getCause() == null ? this : getCause();
    }
}
