package io.plumewatch.gateway.hj212;

import io.netty.buffer.ByteBuf;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.Frames;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212Frame.CrcKind;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.obd.Octets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The frames in the stream of one connection. A CRC of Modbus, and a CRC that may be the one of content which is
 * encrypted, are for the judge to decide: the sender's profile says whether they are right.
 */
final class Hj212Frames implements Frames<Received> {

    private final Hj212FrameCutter cutter;
    private final boolean mayBeEncrypted;

    /**
     * Cuts frames.
     *
     * @param mayBeEncrypted whether any station may encrypt its content
     */
    Hj212Frames(int segmentBytes, boolean mayBeEncrypted) {
        this.cutter = new Hj212FrameCutter(segmentBytes);
        this.mayBeEncrypted = mayBeEncrypted;
    }

    @Override
    public @Nullable Piece<Received> next(ByteBuf in) {
        return piece(cutter.next(in));
    }

    @Override
    public @Nullable Piece<Received> atSilence(ByteBuf in) {
        return piece(cutter.atSilence(in));
    }

    @Override
    public boolean mayLackTheirEnd() {
        return true;
    }

    @Override
    public byte[] giveUp(ByteBuf in) {
        byte[] head = Frames.head(in);
        var unused = cutter.dropHalf(in);
        return head;
    }

    private @Nullable Piece<Received> piece(@Nullable Hj212Cut cut) {
        if (cut == null) {
            return null;
        }
        if (cut instanceof Hj212Cut.Frame whole) {
            return Piece.whole(Received.of(whole.frame()), cut.consumed());
        }
        if (cut instanceof Hj212Cut.BadCheck bad) {
            return unsure(bad);
        }
        var garbage = (Hj212Cut.Garbage) cut;
        Refusal refusal = garbage.reason() == Hj212Cut.Reason.HALF_FRAME
                ? Refusal.of(Reason.HALF_FRAME, "the rest of the frame")
                : Refusal.of(Reason.NOT_A_FRAME, "a frame of HJ 212, from ## and four digits");
        return Piece.garbage(refusal, head(garbage.bytes()), cut.consumed());
    }

    private Piece<Received> unsure(Hj212Cut.BadCheck bad) {
        Hj212Frame frame = bad.frame();
        // The digits of encrypted content are twice as many bytes as the length announces.
        if (bad.consumed() == frame.bytes().length()) {
            Received received = Received.of(frame);
            if (frame.intactByModbus() || isOf2025(received)) {
                return Piece.doubtful(received, bad.consumed());
            }
        }
        return Piece.broken(refusal(frame), head(frame.bytes()), bad.consumed());
    }

    /** The header of an encrypted frame is plain, and its edition is the one that has encryption. */
    private boolean isOf2025(Received received) {
        Hj212Message message = received.message();
        return mayBeEncrypted && message != null && message.edition() == Edition.E2025;
    }

    static Refusal refusal(Hj212Frame frame) {
        return frame.crcKind() == CrcKind.HJ212
                ? new Refusal(Reason.NOT_A_FRAME, "length", String.format(Locale.ROOT, "%04d", frame.segmentLength()))
                : new Refusal(Reason.CRC_MISMATCH, "CRC", frame.crcComputed());
    }

    private static byte[] head(Octets bytes) {
        return bytes.slice(0, Math.min(bytes.length(), Quarantine.SAMPLE)).toArray();
    }
}
