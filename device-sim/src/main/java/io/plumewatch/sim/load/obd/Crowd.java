package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Thousands of terminals on one thread, spread over addresses of the loopback network from 127.0.0.2 up. */
final class Crowd implements AutoCloseable {

    private static final int PER_ADDRESS = 5_000;
    private static final int FIRST_ADDRESS = 2;
    private static final int ADDRESSES_OF_A_RETURN = 4;
    private static final int RETURNS = 60;
    private static final int OPENED_AT_ONCE = 64;
    private static final long TICK_MILLIS = 5;

    private final int port;
    private final Selector selector;
    private final List<Caller> callers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4_096);
    private final List<SocketChannel> vanished = new ArrayList<>();
    private int returns;
    private int errors;

    Crowd(int port) {
        this.port = port;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return callers.size();
    }

    /** Returns how many connections broke, and answers did not come, so far. */
    int errors() {
        return errors;
    }

    /** Adds terminals, all at once; returns how long it took until all of them had the answer to their login. */
    Duration grow(int to, Duration patience) {
        int from = callers.size();
        for (int i = from; i < to; i++) {
            callers.add(new Caller(i));
        }
        return storm(from, patience);
    }

    /** Hangs up on all connections, which a dead server holds anyway, and begins all of them anew, all at once. */
    Duration reconnect(Duration patience) {
        hangUp();
        return storm(0, patience);
    }

    /** Hangs up. */
    void hangUp() {
        callers.forEach(Caller::close);
        turn(0);
    }

    /** Says nothing more on any connection and does not hang up either: their sockets stay as they are. */
    void vanish() {
        callers.forEach(caller -> vanished.add(caller.leave(selector)));
        turn(0);
    }

    /** Begins all connections anew, all at once, from other addresses. */
    Duration comeBack(Duration patience) {
        returns = (returns + 1) % RETURNS;
        return storm(0, patience);
    }

    /** Closes what is left of those who vanished. */
    void forgetVanished() {
        for (SocketChannel channel : vanished) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        vanished.clear();
    }

    private Duration storm(int from, Duration patience) {
        long start = System.nanoTime();
        int first = FIRST_ADDRESS + returns * ADDRESSES_OF_A_RETURN;
        for (int i = from; i < callers.size(); i++) {
            callers.get(i).connect(selector, "127.0.0." + (first + i / PER_ADDRESS), port);
            if (i % OPENED_AT_ONCE == 0) {
                turn(0);
            }
        }
        int next = from;
        while (next < callers.size()) {
            if (callers.get(next).isLoggedIn()) {
                next++;
            } else if (System.nanoTime() - start > patience.toNanos()) {
                throw new RunFailed(
                        "terminal " + next + " of " + callers.size() + " is not logged in after " + patience);
            } else {
                turn(TICK_MILLIS);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Has each of them send a packet every so often for a time, evenly, and waits for the last answers. */
    void pace(Duration gap, Duration length, Duration patience) {
        long start = System.nanoTime();
        long sent = 0;
        while (System.nanoTime() - start < length.toNanos()) {
            long due = (long) ((double) (System.nanoTime() - start) / gap.toNanos() * callers.size());
            long second = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
            for (; sent < due; sent++) {
                send(callers.get((int) (sent % callers.size())), second);
            }
            turn(TICK_MILLIS);
        }
        long end = System.nanoTime() + patience.toNanos();
        while (!callers.stream().allMatch(Caller::isAnswered) && System.nanoTime() < end) {
            turn(TICK_MILLIS);
        }
        errors += (int) callers.stream().filter(caller -> !caller.isAnswered()).count();
    }

    private void send(Caller caller, long second) {
        try {
            caller.send(buffer, second);
        } catch (IOException e) {
            errors++;
        }
    }

    private void turn(long millis) {
        try {
            if (millis == 0) {
                selector.selectNow(this::react);
            } else {
                selector.select(this::react, millis);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void react(SelectionKey key) {
        if (!(key.attachment() instanceof Caller caller)) {
            return;
        }
        try {
            if (key.isConnectable()) {
                caller.connected(key);
            } else {
                caller.receive(buffer);
            }
        } catch (IOException e) {
            errors++;
            key.cancel();
        }
    }

    @Override
    public void close() {
        forgetVanished();
        hangUp();
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
