package io.plumewatch.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a port on which bytes can vanish without anybody closing: as when a cable is pulled, or a router forgets its
 * connections. What stood when it was cut never carries a byte again, nor does what was opened until it is healed.
 */
public final class SilentProxy implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile AtomicBoolean lost = new AtomicBoolean();
    private volatile int target;

    public SilentProxy() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Leads new connections to this port of loopback. */
    public SilentProxy to(int port) {
        target = port;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    public void cut() {
        lost.set(true);
    }

    public void heal() {
        lost = new AtomicBoolean();
    }

    /** Closes what stands, so that both ends know. */
    public void reset() {
        sockets.forEach(SilentProxy::close);
        sockets.clear();
    }

    /** Returns how many connections were opened so far. */
    public int opened() {
        return opened.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                sockets.add(near);
                opened.incrementAndGet();
                AtomicBoolean ofIt = lost;
                start(() -> lead(near, ofIt));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void lead(Socket near, AtomicBoolean ofIt) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(far);
            start(() -> copy(far, near, ofIt));
            copy(near, far, ofIt);
        } catch (IOException e) {
            close(near);
        }
    }

    /** Also the end of one side gets lost. */
    private static void copy(Socket from, Socket to, AtomicBoolean lost) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!lost.get()) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // Ended by the other side.
        }
        close(from);
        if (!lost.get()) {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(SilentProxy::close);
    }
}
