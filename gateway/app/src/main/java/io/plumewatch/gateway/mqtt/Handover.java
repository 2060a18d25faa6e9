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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages from the MQTT client's callback to the judge, and the answers back.
 *
 * <p>One thread judges, in the order of {@link FairQueue}; another answers, because publishing may block. No more is under
 * way at the same time than keeps the log busy: what comes live waits for that and for nothing else. While log or
 * projection are away nothing is taken from the queue and nothing is acknowledged, so the broker stops at the receive
 * maximum and keeps the rest. While the photo store is, that goes for pictures only.
 */
final class Handover implements AutoCloseable {

    private static final long TICK_MILLIS = 200;
    private static final long STORE_TICK_MILLIS = 10;
    private static final long RETRY_MILLIS = 100;

    /** Everybody waits with a picture that has no room, so it is short. */
    private static final long PICTURE_WAIT_MILLIS = 200;

    private static final long STOP_MILLIS = 5_000;

    /** Less than the shortest keep-alive: the connection is given up by us, not found dead. */
    private static final long MOST_WAIT_MILLIS = 4_000;

    private final RsJudge judge;
    private final ReadingLog readings;
    private final Devices devices;
    private final FairQueue queue;
    private final MqttSettings.Limits limits;
    private final Semaphore slots;
    private final AtomicInteger picturesUnderWay = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "mqtt-intake");
    private final ScheduledExecutorService answers =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mqtt-answers"));
    private volatile boolean stopping;
    private volatile boolean overflowed;
    private volatile boolean storeRefused;
    private volatile long storePausedUntilNanos = System.nanoTime();

    Handover(RsJudge judge, ReadingLog readings, Devices devices, MqttSettings settings) {
        this.judge = judge;
        this.readings = readings;
        this.devices = devices;
        this.limits = settings.limits();
        this.slots = new Semaphore(limits.messages());
        // Twice, because deliveries of a lost connection may still be held when the next one delivers.
        var rates = new UnitRates(settings.rates(), judge::limited, System.nanoTime());
        this.queue = new FairQueue(2 * settings.receiveMaximum(), settings.queueBytes(), rates);
    }

    void start() {
        thread.start();
    }

    /** Returns whether somebody still takes what is handed over. */
    boolean alive() {
        return thread.isAlive();
    }

    /**
     * Takes a delivery over. Waits while too many bytes are held: then nothing is read from the broker, which keeps the
     * rest. It never waits for an answer, so what the broker confirms meanwhile cannot be what it waits for.
     *
     * <p>A picture is put off while others of them fill half of the room and the photo store does not make any in time:
     * the broker may forget it, the unit gets no answer and so sends it again. Everything else goes on. So it is with what
     * a unit sends that is too fast for its rate and fills half of what the broker hands over.
     *
     * @return false when the broker sent more than the receive maximum, or no bytes went away for long
     */
    boolean offer(Delivery delivery) {
        judge.received();
        boolean unstorable = delivery.message().carriesPictures()
                && !queue.hasRoomForPicture(PICTURE_WAIT_MILLIS, () -> storeRefused)
                && (storeRefused || picturesUnderWay.get() >= limits.pictures());
        if (unstorable || queue.isFullOf(delivery.message().topic().device())) {
            judge.putOff(unstorable ? "picture_put_off" : "flood_put_off");
            delivery.connection().acknowledge(delivery.messageId(), delivery.qos());
            return true;
        }
        boolean taken = queue.offer(delivery, MOST_WAIT_MILLIS);
        overflowed |= !taken;
        return taken;
    }

    /**
     * Returns whether there is sense in a new connection; waits a moment if not. After an overflow there is none while log
     * or projection are away: the broker would deliver the same again and again.
     */
    boolean wantsMore() throws InterruptedException {
        if (overflowed && !ready()) {
            return false;
        }
        overflowed = false;
        return true;
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
            while (slots.availablePermits() < limits.messages() && System.nanoTime() < deadline) {
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
                if (ready() && slots.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                    next();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        boolean pictures = picturesMayGo();
        // While pictures wait for the store, nobody tells the queue when it is there again.
        Delivery delivery = queue.poll(pictures ? TICK_MILLIS : STORE_TICK_MILLIS, pictures);
        if (delivery == null) {
            slots.release();
            return;
        }
        if (delivery.message().carriesPictures()) {
            picturesUnderWay.incrementAndGet();
        }
        if (delivery.connection().open()) {
            judge(delivery);
        } else {
            release(delivery);
        }
    }

    private boolean picturesMayGo() {
        return picturesUnderWay.get() < limits.pictures() && System.nanoTime() - storePausedUntilNanos >= 0;
    }

    private boolean ready() throws InterruptedException {
        CompletableFuture<Void> present = devices.whenPresent();
        CompletableFuture<Void> writable = readings.whenWritable(EntryKind.PASS);
        try {
            CompletableFuture.allOf(present, writable).get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            present.cancel(false);
            writable.cancel(false);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("gates only ever open", e);
        }
    }

    private void judge(Delivery delivery) {
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
                        later(delivery, failure);
                    } else {
                        settle(delivery, judge.broken(delivery.message(), failure), false);
                    }
                },
                answers);
    }

    private void answer(Delivery delivery, Optional<RsAck> answer) {
        if (delivery.message().carriesPictures()) {
            storeRefused = false;
        }
        if (answer.isPresent() && answer.get().outcome() == RsAck.Outcome.DUPLICATE) {
            queue.wasRepetition(delivery);
        }
        Delivery.Connection connection = delivery.connection();
        CompletableFuture<Void> told = answer.isPresent() && connection.open()
                ? connection.publish(delivery.message().topic().ack(), RsJson.write(answer.get()))
                : CompletableFuture.completedFuture(null);
        var unused = told.whenCompleteAsync(
                (published, lost) -> {
                    if (lost == null) {
                        connection.acknowledge(delivery.messageId(), delivery.qos());
                    }
                    // A failed publish means a lost connection: the broker delivers this again on the next one.
                    release(delivery);
                },
                answers);
    }

    private void release(Delivery delivery) {
        queue.release(delivery);
        freeSlot(delivery);
    }

    private void freeSlot(Delivery delivery) {
        if (delivery.message().carriesPictures()) {
            picturesUnderWay.decrementAndGet();
        }
        slots.release();
    }

    /** Has a message tried again. It stays held, and one that needs the photo store waits with all others that do. */
    private void later(Delivery delivery, Throwable failure) {
        if (stopping || !delivery.connection().open()) {
            release(delivery);
            return;
        }
        freeSlot(delivery);
        if (cause(failure) instanceof PhotoStoreUnavailable) {
            storeRefused = true;
            storePausedUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
        }
        var unused = answers.schedule(() -> putBack(delivery), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void putBack(Delivery delivery) {
        if (delivery.connection().open()) {
            queue.putBack(delivery);
        } else {
            queue.release(delivery);
        }
    }

    private static boolean isForLater(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof LogUnavailable
                || cause instanceof ProjectionUnavailable
                || cause instanceof PhotoStoreUnavailable;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
