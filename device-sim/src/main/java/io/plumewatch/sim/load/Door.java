package io.plumewatch.sim.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A TCP port of this machine, seen from outside. */
public record Door(int port) {

    private static final int PATIENCE_MILLIS = 500;

    /** Returns whether somebody takes connections there. */
    public boolean isOpen() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
