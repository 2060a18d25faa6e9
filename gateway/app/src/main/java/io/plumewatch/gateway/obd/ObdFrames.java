package io.plumewatch.gateway.obd;

import io.netty.buffer.ByteBuf;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.Frames;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.Octets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The frames in the stream of one connection. Bytes that may belong to a confidential frame which was given up are kept
 * out of the quarantine as well.
 */
final class ObdFrames implements Frames<ObdFrame> {

    private static final ObdFrameCutter CUTTER = new ObdFrameCutter();

    private int confidential;

    @Override
    public @Nullable Piece<ObdFrame> next(ByteBuf in) {
        Cut cut = CUTTER.next(in);
        if (cut == null) {
            return null;
        }
        Piece<ObdFrame> piece = piece(cut);
        confidential = Math.max(0, confidential - cut.consumed());
        return piece;
    }

    private Piece<ObdFrame> piece(Cut cut) {
        if (cut instanceof Cut.Frame whole) {
            return Piece.whole(whole.frame(), cut.consumed());
        }
        if (cut instanceof Cut.BadCheck wrong) {
            return broken(wrong.frame());
        }
        var garbage = (Cut.Garbage) cut;
        return Piece.garbage(
                Refusal.of(Reason.NOT_A_FRAME, "a frame of GB 17691 annex Q or HJ 1239.3, from ## or ~~"),
                confidential > 0 ? new byte[0] : head(garbage.bytes()),
                cut.consumed());
    }

    private Piece<ObdFrame> broken(ObdFrame frame) {
        int length = frame.bytes().length();
        if (Confidential.is(frame)) {
            confidential = Math.max(confidential, length);
        }
        String expected = String.format(Locale.ROOT, "check byte 0x%02X", frame.bccComputed());
        return Piece.broken(Refusal.of(Reason.BCC_MISMATCH, expected), head(Confidential.keepable(frame)), length);
    }

    @Override
    public byte[] giveUp(ByteBuf in) {
        Octets head = Octets.of(Frames.head(in));
        Octets keepable = Confidential.keepableHead(head);
        if (head.length() >= ObdHeader.LENGTH && keepable.length() < head.length()) {
            confidential = in.readableBytes();
        }
        in.skipBytes(1);
        return keepable.toArray();
    }

    private static byte[] head(Octets bytes) {
        return bytes.slice(0, Math.min(bytes.length(), Quarantine.SAMPLE)).toArray();
    }
}
