package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * One terminal's connection. One thread may send while another receives. It remembers when each packet was due, so that
 * a packet which could not be sent in time is late from that moment on.
 */
final class Line implements AutoCloseable {

    /** Header, the packet's time, check byte. */
    private static final int ANSWER = 31;

    private static final int MOST_OUTSTANDING = 1 << 16;
    private static final int SEND_BUFFER = 1 << 16;

    private final SocketChannel channel;
    private final Packets packets;
    private final long[] dueNanos = new long[MOST_OUTSTANDING];
    private final ByteBuffer out = ByteBuffer.allocateDirect(SEND_BUFFER);
    private volatile long due;
    private volatile long answered;
    private long encoded;
    private int bytesOfAnswer;

    private Line(SocketChannel channel, Packets packets) {
        this.channel = channel;
        this.packets = packets;
    }

    /** Connects, logs in, and waits for the answer to that. */
    static Line connect(int port, String vin, String iccid) {
        try {
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var packets = new Packets(vin, Instant.now());
            channel.write(ByteBuffer.wrap(packets.login(iccid, Instant.now())));
            var answer = ByteBuffer.allocate(ANSWER);
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) {
                    throw new RunFailed("port " + port + " hung up on a login");
                }
            }
            channel.configureBlocking(false);
            return new Line(channel, packets);
        } catch (IOException e) {
            throw new RunFailed("a terminal cannot connect to port " + port + ": " + e.getMessage(), e);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** Makes packets due; {@link #flush} sends them. */
    void due(int count, long nanos) {
        long from = due;
        if (from + count - answered > MOST_OUTSTANDING) {
            throw new RunFailed("a connection has more than " + MOST_OUTSTANDING + " packets without an answer");
        }
        for (long i = from; i < from + count; i++) {
            dueNanos[(int) (i % MOST_OUTSTANDING)] = nanos;
        }
        due = from + count;
    }

    long outstanding() {
        return due - answered;
    }

    /** Sends what is due as far as the socket takes it; returns whether that was all. */
    boolean flush(long epochSecond) {
        try {
            while (true) {
                while (encoded < due && out.remaining() >= packets.length()) {
                    packets.next(out, epochSecond);
                    encoded++;
                }
                if (out.position() == 0) {
                    return true;
                }
                out.flip();
                channel.write(out);
                boolean stuck = out.hasRemaining();
                out.compact();
                if (stuck) {
                    return false;
                }
            }
        } catch (IOException e) {
            throw new RunFailed("a terminal lost its connection: " + e.getMessage(), e);
        }
    }

    /**
     * Reads answers.
     *
     * @param in any buffer to read into
     * @param latencies takes the nanoseconds of each answer since its packet was due
     * @return how many came
     */
    int receive(ByteBuffer in, LongConsumer latencies) {
        int count = 0;
        try {
            in.clear();
            int read = channel.read(in);
            if (read < 0) {
                throw new RunFailed("the server hung up");
            }
            int bytes = bytesOfAnswer + read;
            count = bytes / ANSWER;
            bytesOfAnswer = bytes % ANSWER;
        } catch (IOException e) {
            throw new RunFailed("a terminal lost its connection: " + e.getMessage(), e);
        }
        long now = System.nanoTime();
        long first = answered;
        for (long i = first; i < first + count; i++) {
            latencies.accept(now - dueNanos[(int) (i % MOST_OUTSTANDING)]);
        }
        answered = first + count;
        return count;
    }

    @Override
    public void close() {
        Arrays.fill(dueNanos, 0);
        try {
            channel.close();
        } catch (IOException e) {
            // The other side was faster.
        }
    }
}
