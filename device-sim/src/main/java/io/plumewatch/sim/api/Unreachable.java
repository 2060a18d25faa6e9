package io.plumewatch.sim.api;

/** Nobody answered; whether the call took effect is not known. */
public final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreachable(String call, Throwable cause) {
        super(call + " got no answer: " + cause, cause);
    }
}
