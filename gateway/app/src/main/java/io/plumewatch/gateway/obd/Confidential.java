package io.plumewatch.gateway.obd;

import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.Octets;

/** Frames between platforms that carry passwords or keys. Nothing of their data units is kept, not even in quarantine. */
final class Confidential {

    /** The longest data unit of a time request or answer. */
    private static final int TIME = 6;

    private Confidential() {}

    static boolean is(ObdFrame frame) {
        return is(frame.header(), frame.dataLength());
    }

    /** Returns what of a frame may be kept: all of it, or its header. */
    static Octets keepable(ObdFrame frame) {
        return is(frame) ? frame.bytes().slice(0, ObdHeader.LENGTH) : frame.bytes();
    }

    /** Returns what of the beginning of a frame may be kept. */
    static Octets keepableHead(Octets head) {
        boolean secret = head.length() >= ObdHeader.LENGTH && is(ObdHeader.of(head), head.u16(22));
        return secret ? head.slice(0, ObdHeader.LENGTH) : head;
    }

    private static boolean is(ObdHeader header, int dataLength) {
        if (!header.isPlatform()) {
            return false;
        }
        return switch (header.command()) {
            case ObdCommand.ACTIVATION, ObdCommand.KEY_EXCHANGE -> true;
            // GB/T 32960.3 logs its platforms in with the command that is a time request here.
            case ObdCommand.TIME_SYNC -> dataLength > TIME;
            default -> false;
        };
    }
}
