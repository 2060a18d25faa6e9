package io.plumewatch.gateway.tcp;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Reads with buffers of one size, and with one book of the current read for each thread instead of each connection: a
 * thread reads one connection at a time, and a book begins anew with each read. Idle connections need none.
 */
final class SharedReads implements RecvByteBufAllocator {

    private final int bytes;
    private final Books books = new Books();
    private final FastThreadLocal<Handle> ofThread = new FastThreadLocal<>() {
        @Override
        protected Handle initialValue() {
            return books.newHandle();
        }
    };

    SharedReads(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public Handle newHandle() {
        return ofThread.get();
    }

    private final class Books extends DefaultMaxMessagesRecvByteBufAllocator {

        @Override
        public Handle newHandle() {
            return new MaxMessageHandle() {
                @Override
                public int guess() {
                    return bytes;
                }
            };
        }
    }
}
