package io.plumewatch.gateway.mqtt;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the judge, bounded together with what the judge has: a delivery is held from {@link #offer} until
 * {@link #release}, in messages and in bytes.
 *
 * <p>Units take turns, so that one with a backlog holds up nobody else, and what happens now goes before pictures and
 * before what is replayed. So that those never starve either, in each {@link #ROUND} turns one is theirs. What one unit
 * sent of one sort stays in its order.
 */
final class FairQueue {

    static final int ROUND = 8;

    /** What a message takes in memory beside its payload. */
    static final int OVERHEAD_BYTES = 512;

    private static final int PICTURES_TURN = ROUND / 2;
    private static final long RATE_LOOK_NANOS = 2_000_000;

    private final int mostMessages;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Sort, Lane> lanes = new EnumMap<>(Sort.class);
    private final Map<String, Integer> heldOf = new HashMap<>();
    private final UnitRates rates;
    private int messages;
    private long bytes;
    private long pictureBytes;
    private int turn;

    /** What goes first, in this order unless it is another one's turn. */
    private enum Sort {
        LIVE,
        LIVE_WITH_PICTURES,
        PICTURES,
        REPLAYED;

        static Sort of(RsMessage message) {
            boolean photo = message.topic().channel().equals("photo");
            boolean replayed = !photo && message.replayed();
            if (message.carriesPictures()) {
                return photo || replayed ? PICTURES : LIVE_WITH_PICTURES;
            }
            return replayed ? REPLAYED : LIVE;
        }

        boolean needsPhotoStore() {
            return this == LIVE_WITH_PICTURES || this == PICTURES;
        }
    }

    FairQueue(int mostMessages, long mostBytes, UnitRates rates) {
        this.rates = rates;
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
        for (Sort sort : Sort.values()) {
            lanes.put(sort, new Lane());
        }
    }

    /**
     * Takes a delivery in, waiting for room in bytes but never for room in messages.
     *
     * @return false when there is no room
     */
    boolean offer(Delivery delivery, long waitMillis) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (bytes > mostBytes && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (messages >= mostMessages || bytes > mostBytes) {
                return false;
            }
            hold(delivery, 1);
            add(delivery);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a delivery back that was taken and is still held: for it there is always room. */
    void putBack(Delivery delivery) {
        lock.lock();
        try {
            add(delivery);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a delivery which was taken repeated what the log has. */
    void wasRepetition(Delivery delivery) {
        lock.lock();
        try {
            rates.wasRepetition(delivery, Sort.of(delivery.message()) == Sort.REPLAYED);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the holding of a delivery that was taken: it is acknowledged, or its connection is gone. */
    void release(Delivery delivery) {
        lock.lock();
        try {
            hold(delivery, -1);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a unit that is too fast holds more than half of the room already. */
    boolean isFullOf(String device) {
        lock.lock();
        try {
            return rates.isLimited(device) && heldOf.getOrDefault(device, 0) > mostMessages / 4;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns whether another picture has room: pictures hold at most half of the bytes. Waits for that a little, unless
     * it is hopeless.
     */
    boolean hasRoomForPicture(long waitMillis, BooleanSupplier hopeless) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (pictureBytes > mostBytes / 2 && nanos > 0 && !hopeless.getAsBoolean()) {
                nanos -= waited(Math.min(nanos, RATE_LOOK_NANOS));
            }
            return pictureBytes <= mostBytes / 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns whose turn it is; null when nothing came for this long.
     *
     * @param pictures whether pictures can be stored
     */
    @Nullable
    Delivery poll(long waitMillis, boolean pictures) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            Delivery next = next(pictures);
            while (next == null && nanos > 0) {
                // Nobody tells when a unit that was too fast may go again.
                nanos -= waited(messages == 0 ? nanos : Math.min(nanos, RATE_LOOK_NANOS));
                next = next(pictures);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long it really waited. */
    private long waited(long nanos) throws InterruptedException {
        return nanos - changed.awaitNanos(nanos);
    }

    private @Nullable Delivery next(boolean pictures) {
        long now = System.nanoTime();
        if (!rates.anyMayGo(now)) {
            return null;
        }
        Sort first = switch (turn) {
            case 0 -> Sort.REPLAYED;
            case PICTURES_TURN -> Sort.PICTURES;
            default -> Sort.LIVE;
        };
        Delivery next = next(first, pictures, now);
        for (Sort sort : Sort.values()) {
            next = next == null ? next(sort, pictures, now) : next;
        }
        if (next != null) {
            turn = (turn + 1) % ROUND;
        }
        return next;
    }

    private @Nullable Delivery next(Sort sort, boolean pictures, long now) {
        boolean stands = (sort.needsPhotoStore() && !pictures) || (sort == Sort.REPLAYED && !rates.replaysMayGo(now));
        Delivery next = stands ? null : lane(sort).next(device -> rates.mayGo(device, now));
        if (next != null) {
            rates.took(next, sort == Sort.REPLAYED, now);
        }
        return next;
    }

    /** Forgets deliveries that wait and that a predicate chooses. */
    void removeIf(Predicate<Delivery> chosen) {
        lock.lock();
        try {
            for (Lane lane : lanes.values()) {
                List<Delivery> gone = lane.removeIf(chosen);
                gone.forEach(delivery -> hold(delivery, -1));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(Delivery delivery) {
        lane(Sort.of(delivery.message())).add(delivery);
        changed.signalAll();
    }

    private Lane lane(Sort sort) {
        return java.util.Objects.requireNonNull(lanes.get(sort));
    }

    private void hold(Delivery delivery, int sign) {
        long weight = sign * (long) (delivery.message().payload().length + OVERHEAD_BYTES);
        messages += sign;
        heldOf.merge(delivery.message().topic().device(), sign, (held, more) -> held + more == 0 ? null : held + more);
        bytes += weight;
        if (delivery.message().carriesPictures()) {
            pictureBytes += weight;
        }
    }
}
