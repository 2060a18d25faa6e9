package io.plumewatch.sim.recording;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.CaptureWriter;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between two sides of TCP connections, hands every byte on and notes it. Listens on loopback. */
final class TcpTap implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 5_000;
    /** Numbers connections of all taps of a recording. */
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private final Channel channel;
    private final Endpoint behind;
    private final @Nullable String instrument;
    private final CaptureWriter out;
    private final Witness witness;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TcpTap(
            Channel channel,
            ServerSocket listening,
            Endpoint behind,
            @Nullable String instrument,
            CaptureWriter out,
            Witness witness) {
        this.channel = channel;
        this.listening = listening;
        this.behind = behind;
        this.instrument = instrument;
        this.out = out;
        this.witness = witness;
    }

    /** Devices connect to {@code port}; the gateway is behind. */
    static TcpTap devices(Channel channel, int port, Endpoint gateway, CaptureWriter out, Witness witness) {
        return start(new TcpTap(channel, listen(port), gateway, null, out, witness));
    }

    /** The gateway connects to {@code port}; the instrument is behind. */
    static TcpTap instrument(String deviceNo, int port, Endpoint instrument, CaptureWriter out, Witness witness) {
        return start(new TcpTap(Channel.INSTRUMENT, listen(port), instrument, deviceNo, out, witness));
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new RunFailed("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static TcpTap start(TcpTap tap) {
        thread("tap-" + tap.listening.getLocalPort(), tap::accept);
        return tap;
    }

    private static void thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                int connection = CONNECTIONS.incrementAndGet();
                thread("tap-connection-" + connection, () -> join(near, connection));
            }
        } catch (IOException e) {
            // Closed: the recording is over.
        }
    }

    private void join(Socket near, int connection) {
        try (near;
                var far = new Socket()) {
            open.add(near);
            open.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            far.connect(new InetSocketAddress(behind.host(), behind.port()), CONNECT_MILLIS);
            var over = new AtomicBoolean();
            note(connection, Step.OPEN, new byte[0]);
            boolean nearIsDevice = instrument == null;
            thread("tap-back-" + connection, () -> pump(far, near, connection, !nearIsDevice, over));
            pump(near, far, connection, nearIsDevice, over);
        } catch (IOException e) {
            System.err.println("connection " + connection + " did not reach " + behind + ": " + e.getMessage());
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    private void pump(Socket from, Socket to, int connection, boolean fromDevice, AtomicBoolean over) {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, length);
                note(connection, fromDevice ? Step.UP : Step.DOWN, bytes);
                to.getOutputStream().write(bytes);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The same as an end.
        }
        if (over.compareAndSet(false, true)) {
            note(connection, fromDevice ? Step.CLOSE : Step.DROP, new byte[0]);
        }
        close(from);
        close(to);
    }

    private void note(int connection, Step step, byte[] bytes) {
        if (instrument != null) {
            witness.saw(instrument);
        } else if (step == Step.UP) {
            witness.saw(channel, bytes);
        }
        CaptureEvent event = CaptureEvent.tcp(out.nowMillis(), channel, connection, step, bytes);
        out.event(instrument == null ? event : event.of(instrument, port()));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Gone already.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(TcpTap::close);
    }
}
