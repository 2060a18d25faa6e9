package io.plumewatch.sim.recording;

import io.plumewatch.sim.UsageException;

/** Where something listens. */
record Endpoint(String host, int port) {

    Endpoint {
        if (port < 1 || port > 65_535) {
            throw new UsageException("port " + port + " must be 1..65535");
        }
    }

    /** Reads {@code host:port}. */
    static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new Endpoint(text.substring(0, Math.max(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new UsageException("'" + text + "' is not HOST:PORT");
        }
    }
}
