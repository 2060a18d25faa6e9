package io.plumewatch.sim.replay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdFrameCutter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds the frames in one direction of a TCP connection, to count them. */
final class Frames {

    /** What a frame means to the device that gets it. */
    enum Meaning {
        /** An acknowledgement, or the answer to a question. */
        ACKNOWLEDGED,
        /** An answer that says no. */
        REFUSED,
        /** A frame of its own account. */
        OTHER
    }

    private static final int ERROR = 0x02;
    private static final int VIN_TWICE = 0x03;

    private final ByteBuf waiting = Unpooled.buffer();
    private final BiFunction<ByteBuf, List<Meaning>, Boolean> next;

    private Frames(BiFunction<ByteBuf, List<Meaning>, Boolean> next) {
        this.next = next;
    }

    static Frames of(Channel channel) {
        if (channel == Channel.OBD) {
            var cutter = new ObdFrameCutter();
            return new Frames((in, found) -> obd(cutter.next(in), found));
        }
        var cutter = new Hj212FrameCutter(Hj212FrameCutter.MAX_SEGMENT);
        return new Frames((in, found) -> hj212(cutter.next(in), found));
    }

    /** Returns the frames that are whole with these bytes. */
    List<Meaning> with(byte[] bytes) {
        waiting.writeBytes(bytes);
        var found = new ArrayList<Meaning>();
        boolean more = waiting.isReadable();
        while (more) {
            more = next.apply(waiting, found) && waiting.isReadable();
        }
        waiting.discardReadBytes();
        return found;
    }

    private static boolean obd(@Nullable Cut cut, List<Meaning> found) {
        if (cut instanceof Cut.Frame whole) {
            found.add(meaning(whole.frame()));
        }
        return cut != null;
    }

    private static Meaning meaning(ObdFrame frame) {
        Integer flag = frame.header().responseFlag();
        return flag != null && (flag == ERROR || flag == VIN_TWICE) ? Meaning.REFUSED : Meaning.ACKNOWLEDGED;
    }

    private static boolean hj212(@Nullable Hj212Cut cut, List<Meaning> found) {
        if (cut instanceof Hj212Cut.Frame whole) {
            found.add(meaning(whole.frame()));
        }
        return cut != null;
    }

    /** 9013 and 9014 confirm what a station sent; what else a host says are requests. */
    private static Meaning meaning(Hj212Frame frame) {
        String text = frame.segment().text();
        return text.contains("CN=9014;") || text.contains("CN=9013;") ? Meaning.ACKNOWLEDGED : Meaning.OTHER;
    }
}
