package io.plumewatch.gateway.chip;

/** The identifiers cannot be read or kept at the moment; nothing is known about any of them. */
public final class ChipIdsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChipIdsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
