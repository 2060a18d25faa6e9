package io.plumewatch.gateway.photo;

/** The disk did not take a photo; nothing may be acknowledged. */
public final class PhotoStoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PhotoStoreUnavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
