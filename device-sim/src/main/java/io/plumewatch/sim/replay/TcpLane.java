package io.plumewatch.sim.replay;

import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Channel;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection of an OBD terminal or an air station. */
final class TcpLane extends Lane {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private final Channel channel;
    private final String host;
    private final int port;
    private final Duration patience;
    private final Tally tally;
    private final Frames up;
    private final Frames down;
    private final Frames recordedDown;
    private @Nullable Socket socket;
    private long expected;
    private long answered;
    private boolean ended;

    TcpLane(String name, Channel channel, String host, int port, Duration patience, Tally tally) {
        super(name);
        this.channel = channel;
        this.host = host;
        this.port = port;
        this.patience = patience;
        this.tally = tally;
        this.up = Frames.of(channel);
        this.down = Frames.of(channel);
        this.recordedDown = Frames.of(channel);
    }

    @Override
    void play(CaptureEvent event) throws IOException {
        switch (event.step()) {
            case OPEN -> connected();
            case UP -> send(event.bytes());
            case DOWN -> {
                expected += recordedDown.with(event.bytes()).stream()
                        .filter(frame -> frame != Frames.Meaning.OTHER)
                        .count();
                awaitAnswers();
            }
            case CLOSE -> hangUp();
            case DROP -> awaitDrop();
        }
    }

    /** A capture that starts in the middle of a connection has no OPEN. */
    private Socket connected() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket();
            open.setTcpNoDelay(true);
            open.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket = open;
        }
        return open;
    }

    private void send(byte[] bytes) throws IOException {
        Socket open = connected();
        tally.sent(channel, up.with(bytes).size());
        open.getOutputStream().write(bytes);
        open.getOutputStream().flush();
    }

    private void awaitAnswers() throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (answered < expected && !ended && System.nanoTime() < deadline) {
            read(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        }
        if (answered < expected) {
            tally.unanswered(channel, expected - answered);
            // Waiting for the same answer again and again would make a long replay endless.
            expected = answered;
        }
    }

    private void read(Duration longest) throws IOException {
        Socket open = connected();
        open.setSoTimeout((int) Math.max(1, longest.toMillis()));
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            int length = open.getInputStream().read(buffer);
            if (length < 0) {
                throw new EOFException("the gateway hung up");
            }
            for (Frames.Meaning frame : down.with(Arrays.copyOf(buffer, length))) {
                count(frame);
            }
        } catch (SocketTimeoutException e) {
            // Nothing more for now.
        } catch (IOException e) {
            ended = true;
        }
    }

    private void count(Frames.Meaning frame) {
        if (frame == Frames.Meaning.ACKNOWLEDGED) {
            tally.acknowledged(channel, 1);
            answered++;
        } else if (frame == Frames.Meaning.REFUSED) {
            tally.refused(channel, 1);
            answered++;
        }
    }

    private void awaitDrop() throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ended && System.nanoTime() < deadline) {
            read(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        }
        hangUp();
    }

    private void hangUp() throws IOException {
        Socket open = socket;
        if (open != null) {
            if (!ended) {
                open.shutdownOutput();
                drain();
            }
            open.close();
            socket = null;
        }
    }

    /** Reads what is still under way, so that closing resets nothing. */
    private void drain() throws IOException {
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        while (!ended && System.nanoTime() < deadline) {
            read(LAST_WORDS);
        }
    }

    @Override
    void finish() throws IOException {
        hangUp();
    }
}
