package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.log.LogUnavailable;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.photo.PhotoStoreUnavailable;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.projection.ProjectionUnavailable;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages from the MQTT client's callback to the judge, and the answers back.
 *
 * <p>One thread judges, in the order of {@link FairQueue}; another answers, because publishing may block. While log or projection are away nothing is taken
 * from the queue and nothing is acknowledged, so the broker stops at the receive maximum and keeps the rest.
 */
final class Handover implements AutoCloseable {

    private static final long TICK_MILLIS = 200;
    private static final long RETRY_MILLIS = 100;
    private static final long STOP_MILLIS = 5_000;

    /** Less than the shortest keep-alive: the connection is given up by us, not found dead. */
    private static final long MOST_WAIT_MILLIS = 4_000;

    private final RsJudge judge;
    private final ReadingLog readings;
    private final Devices devices;
    private final FairQueue queue;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "mqtt-intake");
    private final ScheduledExecutorService answers =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mqtt-answers"));
    private volatile boolean stopping;

    Handover(RsJudge judge, ReadingLog readings, Devices devices, MqttSettings settings) {
        this.judge = judge;
        this.readings = readings;
        this.devices = devices;
        // Twice, because deliveries of a lost connection may still lie here when the next one delivers.
        this.queue = new FairQueue(2 * settings.receiveMaximum(), settings.queueBytes());
    }

    void start() {
        thread.start();
    }

    /** Returns whether somebody still takes what is handed over. */
    boolean alive() {
        return thread.isAlive();
    }

    /**
     * Takes a delivery over. Waits while too many bytes wait for the judge: then nothing is read from the broker, which
     * holds the rest. It never waits for an answer, so what the broker confirms meanwhile cannot be what it waits for.
     *
     * @return false when the broker sent more than the receive maximum, or no bytes went away for long
     */
    boolean offer(Delivery delivery) {
        judge.received();
        return queue.offer(delivery, MOST_WAIT_MILLIS);
    }

    /** Forgets what lost connections delivered: the broker delivers it again. */
    void forgetLost() {
        queue.removeIf(delivery -> !delivery.connection().open());
    }

    /** Stops taking messages, and answers those that are under way. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(STOP_MILLIS);
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
            while (underWay.get() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.shutdownNow();
    }

    private void run() {
        try {
            while (!stopping) {
                Delivery delivery = ready() ? queue.poll(TICK_MILLIS) : null;
                if (delivery != null && delivery.connection().open()) {
                    judge(delivery);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            CompletableFuture.allOf(devices.whenPresent(), readings.whenWritable(EntryKind.PASS))
                    .get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("gates only ever open", e);
        }
    }

    private void judge(Delivery delivery) {
        underWay.incrementAndGet();
        CompletableFuture<Optional<RsAck>> judged;
        try {
            judged = judge.judge(delivery.message());
        } catch (RuntimeException e) {
            judged = CompletableFuture.failedFuture(e);
        }
        settle(delivery, judged, true);
    }

    private void settle(Delivery delivery, CompletableFuture<Optional<RsAck>> judged, boolean first) {
        var unused = judged.whenCompleteAsync(
                (answer, failure) -> {
                    if (failure == null) {
                        answer(delivery, answer);
                    } else if (isForLater(failure) || !first) {
                        later(delivery);
                    } else {
                        settle(delivery, judge.broken(delivery.message(), failure), false);
                    }
                },
                answers);
    }

    private void answer(Delivery delivery, Optional<RsAck> answer) {
        Delivery.Connection connection = delivery.connection();
        CompletableFuture<Void> told = answer.isPresent() && connection.open()
                ? connection.publish(delivery.message().topic().ack(), RsJson.write(answer.get()))
                : CompletableFuture.completedFuture(null);
        var unused = told.whenCompleteAsync(
                (published, lost) -> {
                    if (lost == null) {
                        connection.acknowledge(delivery.messageId(), delivery.qos());
                    }
                    underWay.decrementAndGet();
                },
                answers);
    }

    /** Puts a message back for another try. */
    private void later(Delivery delivery) {
        underWay.decrementAndGet();
        if (!stopping && delivery.connection().open()) {
            var unused = answers.schedule(() -> putBack(delivery), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void putBack(Delivery delivery) {
        if (!queue.offer(delivery, 0)) {
            delivery.connection().abandon();
        }
    }

    private static boolean isForLater(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof LogUnavailable
                || cause instanceof ProjectionUnavailable
                || cause instanceof PhotoStoreUnavailable;
    }
}
