package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One terminal among thousands: small, for it shares the machine with what is measured. Used by one thread. */
final class Caller {

    /** Header, the frame's time, check byte. */
    private static final int ANSWER = 31;

    private final Packets packets;
    private final byte[] login;
    private @Nullable SocketChannel channel;
    private long asked;
    private long bytesOfAnswers;

    Caller(int number) {
        Instant now = Instant.now();
        packets = new Packets(Rig.vin(number), now);
        login = packets.login(Rig.iccid(number), now);
    }

    /** Begins to connect from one of this machine's addresses. */
    void connect(Selector selector, String from, int port) {
        try {
            SocketChannel now = SocketChannel.open();
            now.configureBlocking(false);
            now.setOption(StandardSocketOptions.TCP_NODELAY, true);
            now.bind(new InetSocketAddress(from, 0));
            channel = now;
            asked = 0;
            bytesOfAnswers = 0;
            now.connect(new InetSocketAddress("127.0.0.1", port));
            now.register(selector, SelectionKey.OP_CONNECT, this);
        } catch (IOException e) {
            throw new RunFailed("a terminal cannot connect from " + from + ": " + e.getMessage(), e);
        }
    }

    /** The connection is there: logs in. */
    void connected(SelectionKey key) throws IOException {
        SocketChannel now = channel();
        now.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        say(ByteBuffer.wrap(login));
    }

    /** Sends the next packet. */
    void send(ByteBuffer buffer, long epochSecond) throws IOException {
        buffer.clear();
        packets.next(buffer, epochSecond);
        say(buffer.flip());
    }

    private void say(ByteBuffer frame) throws IOException {
        channel().write(frame);
        if (frame.hasRemaining()) {
            throw new IOException("the socket takes no more of one packet every few seconds");
        }
        asked++;
    }

    /** Reads answers. */
    void receive(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int read = channel().read(buffer);
        if (read < 0) {
            throw new IOException("the gateway hung up");
        }
        bytesOfAnswers += read;
    }

    boolean isLoggedIn() {
        return bytesOfAnswers >= ANSWER;
    }

    boolean isAnswered() {
        return bytesOfAnswers == asked * ANSWER;
    }

    /** Listens no more to its connection, and leaves it open; returns it. */
    SocketChannel leave(Selector selector) {
        SocketChannel left = channel();
        SelectionKey key = left.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
        return left;
    }

    void close() {
        try {
            channel().close();
        } catch (IOException e) {
            // The other side was faster.
            return;
        }
    }

    private SocketChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("not connected yet");
        }
        return channel;
    }
}
