package io.plumewatch.sim.load.obd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control: the least that a server of terminals can do. It believes the length, checks the check byte, and gives
 * header and time back: at once, or when the log has the frame.
 */
final class BareDecoder extends ByteToMessageDecoder {

    private static final int HEADER = 24;
    private static final int TIME = 6;

    private final @Nullable GroupCommit log;

    BareDecoder(@Nullable GroupCommit log) {
        this.log = log;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        while (in.readableBytes() > HEADER) {
            int length = HEADER + in.getUnsignedShort(in.readerIndex() + 22) + 1;
            if (in.readableBytes() < length) {
                return;
            }
            byte[] frame = new byte[length];
            in.readBytes(frame);
            if (check(frame) != frame[length - 1]) {
                ctx.close();
                return;
            }
            if (log == null) {
                ctx.write(Unpooled.wrappedBuffer(answer(frame)));
            } else {
                log.append(ctx, frame, answer(frame));
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    private static byte[] answer(byte[] frame) {
        byte[] answer = Arrays.copyOf(frame, HEADER + TIME + 1);
        answer[22] = 0;
        answer[23] = TIME;
        answer[answer.length - 1] = check(answer);
        return answer;
    }

    private static byte check(byte[] frame) {
        int sum = 0;
        for (int i = 2; i < frame.length - 1; i++) {
            sum ^= frame[i];
        }
        return (byte) sum;
    }
}
