package io.plumewatch.sim.device;

/** Nobody answered a gate or camera; what it had to say still waits. */
public final class SenderOffline extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SenderOffline(String message, Throwable cause) {
        super(message, cause);
    }
}
