package io.plumewatch.sim.device;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A terminal's line to a peer that the test plays. */
abstract class LineScene {

    private ServerSocket server;
    RawSocket line;
    Socket peer;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        line = RawSocket.connect(server.getLocalPort());
        peer = server.accept();
        peer.setSoTimeout(5_000);
    }

    @AfterEach
    void hangUp() throws IOException {
        line.close();
        peer.close();
        server.close();
    }
}
