package io.plumewatch.gateway.instrument;

import com.ghgande.j2mod.modbus.net.AbstractSerialConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line on a serial port of this machine, through the port of j2mod. It has a thread of its own, because a port is read
 * by waiting.
 *
 * <p>j2mod's transactions are not used: they hide the bytes, which are evidence, and repeat a question on the same
 * connection after a time-out.
 */
final class SerialWire implements Wire {

    private static final Logger log = LoggerFactory.getLogger(SerialWire.class);

    /** How long one read of the port may wait; the time of the question is looked at in between. */
    private static final int SLICE_MILLIS = 20;

    private final Loop loop;
    private final AbstractSerialConnection port;
    private final int mostBytes;
    private final LongSupplier nanos;
    private final ExecutorService thread;
    private volatile boolean closed;

    SerialWire(Loop loop, String name, AbstractSerialConnection port, int mostBytes, LongSupplier nanos) {
        this.loop = loop;
        this.port = port;
        this.mostBytes = mostBytes;
        this.nanos = nanos;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            var made = new Thread(task, "instrument-line-" + name);
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void ask(Question question, Duration timeout, Consumer<Reply> then) {
        try {
            thread.execute(() -> {
                Reply reply = exchange(question, timeout);
                loop.execute(() -> {
                    if (!closed) {
                        then.accept(reply);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            log.debug("Too late: the line is closing");
        }
    }

    @Override
    public void hangUp() {
        try {
            thread.execute(port::close);
        } catch (RejectedExecutionException e) {
            log.debug("Too late: the line is closing");
        }
    }

    @Override
    public void close() {
        closed = true;
        hangUp();
        thread.shutdown();
    }

    private Reply exchange(Question question, Duration timeout) {
        try {
            open();
            discardStale();
            Reply reply =
                    write(question) ? read(question, timeout) : new Reply.Lost(new byte[0], "cannot be written to");
            if (!(reply instanceof Reply.Whole)) {
                port.close();
            }
            return reply;
        } catch (IOException | RuntimeException e) {
            // The library has exceptions of both kinds for a port that is not there.
            port.close();
            return new Reply.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private void open() throws IOException {
        if (!port.isOpen()) {
            port.open();
            port.setComPortTimeouts(AbstractSerialConnection.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MILLIS, SLICE_MILLIS);
        }
    }

    /** What is there before the question belongs to an earlier one. */
    private void discardStale() {
        int stale = Math.min(port.bytesAvailable(), mostBytes);
        if (stale > 0) {
            port.readBytes(new byte[stale], stale);
        }
    }

    private boolean write(Question question) {
        return port.writeBytes(question.bytes(), question.bytes().length) == question.bytes().length;
    }

    private Reply read(Question question, Duration timeout) {
        byte[] answer = new byte[mostBytes];
        int count = 0;
        int wanted = 0;
        long deadline = nanos.getAsLong() + timeout.toNanos();
        while (!closed && nanos.getAsLong() < deadline) {
            byte[] more = new byte[wanted > 0 ? wanted - count : 1];
            int read = port.readBytes(more, more.length);
            if (read < 0) {
                return new Reply.Lost(Arrays.copyOf(answer, count), "cannot be read");
            }
            System.arraycopy(more, 0, answer, count, read);
            count += read;
            wanted = question.length().of(answer, count);
            if (wanted == count && count > 0) {
                return whole(Arrays.copyOf(answer, count));
            }
            if (wanted > mostBytes || count == mostBytes) {
                return new Reply.Excess(Arrays.copyOf(answer, count));
            }
        }
        return new Reply.Silent(Arrays.copyOf(answer, count));
    }

    /** One question has one answer: what comes with it was not asked for, and neither can be told from the other. */
    private Reply whole(byte[] answer) {
        int more = Math.min(port.bytesAvailable(), mostBytes - answer.length);
        if (more <= 0) {
            return new Reply.Whole(answer);
        }
        byte[] all = Arrays.copyOf(answer, answer.length + more);
        byte[] rest = new byte[more];
        port.readBytes(rest, more);
        System.arraycopy(rest, 0, all, answer.length, more);
        return new Reply.Excess(all);
    }
}
