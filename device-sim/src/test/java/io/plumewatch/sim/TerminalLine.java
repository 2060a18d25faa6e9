package io.plumewatch.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A raw TCP connection to the gateway's terminal port. */
final class TerminalLine implements AutoCloseable {

    private final Socket socket = new Socket();

    TerminalLine(TestCity city) throws IOException {
        this(city.obdPort());
    }

    TerminalLine(int obdPort) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", obdPort), 5_000);
        socket.setTcpNoDelay(true);
    }

    void send(byte[]... parts) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }

    /** Returns whether the gateway closes the line within the time; what it says before is dropped. */
    boolean closedWithin(Duration time) throws IOException {
        long deadline = System.nanoTime() + time.toNanos();
        InputStream in = socket.getInputStream();
        while (System.nanoTime() < deadline) {
            socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            try {
                if (in.read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
