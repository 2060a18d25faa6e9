package io.plumewatch.sim.device;

import io.plumewatch.sim.traffic.MeasuredPass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a unit does while its line is cut: it goes on measuring, keeps everything, and when the line is back sends it all
 * at once, each pass marked as replayed.
 */
public final class StoreAndForward {

    private final RsUnit line;
    private final Consumer<MeasuredPass> sender;
    private final Deque<MeasuredPass> store = new ArrayDeque<>();
    private boolean cut;

    /**
     * Gives a unit a store.
     *
     * @param sender how the unit sends a pass: as one of ours or as a national record
     */
    public StoreAndForward(RsUnit line, Consumer<MeasuredPass> sender) {
        this.line = line;
        this.sender = sender;
    }

    /** The line is cut; the unit's last will speaks for it. */
    public synchronized void cut() {
        cut = true;
        line.goOffline();
    }

    /** Returns whether the line is cut. */
    public synchronized boolean isCut() {
        return cut;
    }

    /** Sends a pass, or keeps it while the line is cut. */
    public void measure(MeasuredPass measured) {
        if (!kept(measured)) {
            sender.accept(measured);
        }
    }

    private synchronized boolean kept(MeasuredPass measured) {
        if (cut) {
            store.add(measured);
        }
        return cut;
    }

    /** Returns how many passes are kept. */
    public synchronized int kept() {
        return store.size();
    }

    /**
     * The line is back: sends everything that was kept, as fast as the unit's window lets it; returns how much.
     *
     * @throws io.plumewatch.sim.RunFailed when the line is not back after all; everything is still kept
     */
    public int restore() {
        line.comeBack();
        int sent = 0;
        MeasuredPass next = nextKept();
        while (next != null) {
            sender.accept(next);
            sent++;
            next = nextKept();
        }
        return sent;
    }

    private synchronized @Nullable MeasuredPass nextKept() {
        MeasuredPass next = store.poll();
        cut = next != null;
        return next;
    }
}
