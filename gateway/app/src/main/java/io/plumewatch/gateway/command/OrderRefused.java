package io.plumewatch.gateway.command;

/** An order that is not taken; the message says what to do instead. */
public final class OrderRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Why why;

    public OrderRefused(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** Why an order is not taken. */
    public enum Why {
        /** Nothing of this kind can be asked. */
        INVALID,
        /** The station is not connected to this gateway. */
        STATION_OFFLINE,
        /** Too many orders wait for this station. */
        TOO_MANY
    }
}
