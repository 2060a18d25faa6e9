package io.plumewatch.wire.explain;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains a raw stream, once per frame or run of garbage, as the bytes come. Frames of OBD terminals and of air
 * stations may follow each other: the byte behind {@code ##} tells them apart. Each JSON object also says where in the
 * stream it stood ({@code offset}). The bytes of a frame with a wrong check value count as explained with it, unless a
 * whole frame is found among them.
 */
public final class ExplainStream {

    /** A longer run of garbage is explained in pieces. */
    private static final int MAX_RUN = 64 * 1024;

    private final Filed filed;
    private final Hj212Explainer air;
    private final ObdFrameCutter obd = new ObdFrameCutter();
    private final Hj212FrameCutter hj212 = new Hj212FrameCutter(Hj212FrameCutter.MAX_SEGMENT);
    private final ByteBuf pending = Unpooled.buffer();
    private final ByteArrayOutputStream garbage = new ByteArrayOutputStream();
    private final List<Explanation> explanations = new ArrayList<>();
    private long offset;
    private long explainedUpTo;

    ExplainStream(Filed filed) {
        this.filed = filed;
        this.air = new Hj212Explainer(filed);
    }

    /** Takes more bytes and returns what they complete. */
    public List<Explanation> feed(byte[] bytes) {
        pending.discardReadBytes();
        pending.writeBytes(bytes);
        cut(false);
        return drained();
    }

    /** Returns what is left when the stream has ended: a half frame, whole frames inside it, garbage. */
    public List<Explanation> end() {
        cut(true);
        while (pending.isReadable()) {
            halfFrame();
            collect(take(1));
            cut(true);
        }
        flushGarbage();
        return drained();
    }

    private List<Explanation> drained() {
        var drained = new ArrayList<>(explanations);
        explanations.clear();
        return drained;
    }

    /** Cuts until what is left may still become a frame. */
    private void cut(boolean ended) {
        boolean more = true;
        while (more && pending.isReadable()) {
            more = switch (start()) {
                case OBD -> obd();
                case HJ212 -> hj212(ended);
                case UNDECIDED -> false;
                case NONE -> {
                    collect(take(1));
                    yield true;
                }
            };
        }
    }

    private enum Start {
        OBD,
        HJ212,
        UNDECIDED,
        NONE
    }

    /** Returns what may start with the first pending byte. */
    private Start start() {
        int at = pending.readerIndex();
        int known = pending.readableBytes();
        int first = pending.getUnsignedByte(at);
        if (first != '#' && first != '~' || known > 1 && pending.getUnsignedByte(at + 1) != first) {
            return Start.NONE;
        }
        if (known < 3) {
            return Start.UNDECIDED;
        }
        boolean digit = Character.isDigit(pending.getUnsignedByte(at + 2));
        return first == '#' && digit ? Start.HJ212 : Start.OBD;
    }

    private boolean obd() {
        int start = pending.readerIndex();
        var cut = obd.next(pending);
        if (cut == null) {
            return false;
        }
        if (cut instanceof Cut.Garbage) {
            skipOne(start);
            return true;
        }
        var frame = cut instanceof Cut.Frame whole ? whole.frame() : ((Cut.BadCheck) cut).frame();
        explained(
                ObdExplainer.frame(frame, frame.bytes(), filed.terminal()),
                frame.bytes().length(),
                cut.consumed());
        return true;
    }

    private boolean hj212(boolean ended) {
        int start = pending.readerIndex();
        var cut = ended ? hj212.atSilence(pending) : hj212.next(pending);
        if (cut == null) {
            return false;
        }
        if (cut instanceof Hj212Cut.Garbage run) {
            if (run.reason() == Hj212Cut.Reason.HALF_FRAME) {
                explained(Hj212Explainer.incomplete(run.bytes()), run.consumed(), run.consumed());
            } else {
                skipOne(start);
            }
            return true;
        }
        var frame = cut instanceof Hj212Cut.Frame whole ? whole.frame() : ((Hj212Cut.BadCheck) cut).frame();
        explained(air.frame(frame), frame.bytes().length(), cut.consumed());
        return true;
    }

    /** Takes back what a cutter has skipped: the other one may know a frame in it. */
    private void skipOne(int start) {
        pending.readerIndex(start);
        collect(take(1));
    }

    private void explained(Explanation explanation, int length, int consumed) {
        flushGarbage();
        add(offset, explanation);
        explainedUpTo = offset + length;
        offset += consumed;
    }

    private void halfFrame() {
        int length = pending.readableBytes();
        boolean ofAir = start() == Start.HJ212;
        if (offset < explainedUpTo || start() == Start.NONE || !ofAir && length < ObdHeader.LENGTH) {
            return;
        }
        flushGarbage();
        byte[] rest = new byte[length];
        pending.getBytes(pending.readerIndex(), rest);
        var bytes = Octets.of(rest);
        add(offset, ofAir ? Hj212Explainer.incomplete(bytes) : ObdExplainer.incomplete(bytes));
        explainedUpTo = offset + length;
    }

    private byte[] take(int length) {
        byte[] bytes = new byte[length];
        pending.readBytes(bytes);
        return bytes;
    }

    /** Keeps those bytes that no explanation has shown yet. */
    private void collect(byte[] run) {
        int shown = (int) Math.min(run.length, Math.max(0, explainedUpTo - offset));
        garbage.write(run, shown, run.length - shown);
        offset += run.length;
        if (garbage.size() >= MAX_RUN) {
            flushGarbage();
        }
    }

    private void flushGarbage() {
        if (garbage.size() > 0) {
            var run = Octets.of(garbage.toByteArray());
            garbage.reset();
            add(offset - run.length(), Explain.notAFrame(run, "no frame starts here"));
        }
    }

    private void add(long at, Explanation explanation) {
        explanation.json().put("offset", at);
        explanations.add(explanation);
    }
}
