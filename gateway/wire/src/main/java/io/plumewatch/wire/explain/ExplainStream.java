package io.plumewatch.wire.explain;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains a raw stream, once per frame or run of garbage, as the bytes come. Each JSON object also says where in the
 * stream it stood ({@code offset}). The bytes of a frame with a wrong check byte count as explained with it, unless a
 * whole frame is found among them.
 */
public final class ExplainStream {

    /** A longer run of garbage is explained in pieces. */
    private static final int MAX_RUN = 64 * 1024;

    private final ObdFrameCutter cutter = new ObdFrameCutter();
    private final ByteBuf pending = Unpooled.buffer();
    private final ByteArrayOutputStream garbage = new ByteArrayOutputStream();
    private long offset;
    private long explainedUpTo;

    ExplainStream() {}

    /** Takes more bytes and returns what they complete. */
    public List<Explanation> feed(byte[] bytes) {
        pending.discardReadBytes();
        pending.writeBytes(bytes);
        var explanations = new ArrayList<Explanation>();
        for (Cut cut = cutter.next(pending); cut != null; cut = cutter.next(pending)) {
            take(cut, explanations);
        }
        return explanations;
    }

    /** Returns what is left when the stream has ended: a half frame, whole frames inside it, garbage. */
    public List<Explanation> end() {
        var explanations = new ArrayList<Explanation>();
        while (pending.isReadable()) {
            halfFrame(explanations);
            collect(take(1));
            for (Cut cut = cutter.next(pending); cut != null; cut = cutter.next(pending)) {
                take(cut, explanations);
            }
        }
        flushGarbage(explanations);
        return explanations;
    }

    private void halfFrame(List<Explanation> explanations) {
        int length = pending.readableBytes();
        if (length < ObdHeader.LENGTH || offset < explainedUpTo) {
            return;
        }
        flushGarbage(explanations);
        byte[] rest = new byte[length];
        pending.getBytes(pending.readerIndex(), rest);
        add(explanations, offset, ObdExplainer.incomplete(Octets.of(rest)));
        explainedUpTo = offset + length;
    }

    private byte[] take(int length) {
        byte[] bytes = new byte[length];
        pending.readBytes(bytes);
        return bytes;
    }

    private void take(Cut cut, List<Explanation> explanations) {
        if (cut instanceof Cut.Garbage run) {
            collect(run.bytes().toArray());
            if (garbage.size() >= MAX_RUN) {
                flushGarbage(explanations);
            }
            return;
        }
        flushGarbage(explanations);
        var frame = cut instanceof Cut.Frame whole ? whole.frame() : ((Cut.BadCheck) cut).frame();
        add(explanations, offset, ObdExplainer.frame(frame, frame.bytes()));
        explainedUpTo = offset + frame.bytes().length();
        offset += cut.consumed();
    }

    /** Keeps those bytes that no explanation has shown yet. */
    private void collect(byte[] run) {
        int shown = (int) Math.min(run.length, Math.max(0, explainedUpTo - offset));
        garbage.write(run, shown, run.length - shown);
        offset += run.length;
    }

    private void flushGarbage(List<Explanation> explanations) {
        if (garbage.size() > 0) {
            var run = Octets.of(garbage.toByteArray());
            garbage.reset();
            add(explanations, offset - run.length(), Explain.notAFrame(run, "no frame starts here"));
        }
    }

    private static void add(List<Explanation> explanations, long offset, Explanation explanation) {
        explanation.json().put("offset", offset);
        explanations.add(explanation);
    }
}
