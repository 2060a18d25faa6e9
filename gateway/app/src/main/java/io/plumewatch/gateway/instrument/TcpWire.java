package io.plumewatch.gateway.instrument;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line over TCP: to an instrument, or to the serial server in front of one.
 *
 * <p>A serial server hands what its instrument said late to whoever connects next. So a new connection may have to stay
 * quiet for a moment before the first question, and what comes in meanwhile is thrown away.
 */
final class TcpWire implements Wire {

    private static final byte[] NOTHING = {};

    private final EventLoopThread loop;
    private final Endpoint endpoint;
    private final Events events;
    private @Nullable Channel channel;
    private @Nullable Outstanding outstanding;
    private boolean closed;

    TcpWire(EventLoopThread loop, Endpoint endpoint, Events events) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.events = events;
    }

    /**
     * Where to connect, and how patiently.
     *
     * @param connectTimeout 0.1..30 s
     * @param quiet how long a new connection must have been silent before the first question; zero = ask at once
     * @param mostBytes most bytes of one answer
     */
    record Endpoint(String host, int port, Names names, Duration connectTimeout, Duration quiet, int mostBytes) {}

    /** What nobody asked for. */
    interface Events {
        /** Bytes came although nothing was asked, or before the line had become quiet. */
        void unasked(int bytes);
    }

    @Override
    public void ask(Question question, Duration timeout, Consumer<Reply> then) {
        var asked = new Outstanding(question, timeout, then);
        outstanding = asked;
        Channel now = channel;
        if (now != null && now.isActive()) {
            send(now, asked);
        } else {
            connect(asked);
        }
    }

    @Override
    public void hangUp() {
        Channel now = channel;
        channel = null;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        Outstanding left = outstanding;
        outstanding = null;
        if (left != null) {
            left.timer.cancel();
        }
        hangUp();
    }

    private void connect(Outstanding asked) {
        endpoint.names()
                .resolve(endpoint.host(), endpoint.port(), endpoint.connectTimeout())
                .whenComplete((address, failure) -> loop.execute(() -> {
                    if (outstanding != asked) {
                        return;
                    }
                    if (failure == null) {
                        connect(asked, address);
                    } else {
                        answer(asked, new Reply.Unreachable("no address for " + endpoint.host()));
                    }
                }));
    }

    private void connect(Outstanding asked, InetSocketAddress address) {
        ChannelFuture connecting = new Bootstrap()
                .group(loop.events())
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        endpoint.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new Incoming())
                .connect(address);
        connecting.addListener(done -> {
            if (closed || outstanding != asked) {
                connecting.channel().close();
            } else if (done.isSuccess()) {
                channel = connecting.channel();
                await(connecting.channel(), asked);
            } else {
                answer(asked, new Reply.Unreachable(String.valueOf(done.cause().getMessage())));
            }
        });
    }

    /** Asks once the new connection has been quiet for long enough; gives up with the time of the question. */
    private void await(Channel now, Outstanding asked) {
        if (endpoint.quiet().isZero()) {
            send(now, asked);
        } else {
            asked.quietFrom = loop.nanos();
            asked.begunAt = loop.nanos();
            loop.after(endpoint.quiet(), () -> checkQuiet(now, asked));
        }
    }

    private void checkQuiet(Channel now, Outstanding asked) {
        if (outstanding != asked || channel != now) {
            return;
        }
        long left = endpoint.quiet().toNanos() - (loop.nanos() - asked.quietFrom);
        if (left <= 0) {
            send(now, asked);
        } else if (loop.nanos() - asked.begunAt > asked.timeout.toNanos()) {
            fail(asked, new Reply.Unreachable("the line does not become quiet"));
        } else {
            loop.after(Duration.ofNanos(left), () -> checkQuiet(now, asked));
        }
    }

    private void send(Channel now, Outstanding asked) {
        asked.sent = true;
        asked.timer = loop.after(asked.timeout, () -> {
            if (outstanding == asked) {
                fail(asked, new Reply.Silent(asked.answer));
            }
        });
        now.writeAndFlush(Unpooled.wrappedBuffer(asked.question.bytes()));
    }

    private void received(Channel from, byte[] bytes) {
        Outstanding asked = outstanding;
        if (from != channel) {
            return;
        }
        if (asked == null) {
            events.unasked(bytes.length);
            hangUp();
        } else if (!asked.sent) {
            events.unasked(bytes.length);
            asked.quietFrom = loop.nanos();
        } else {
            take(asked, bytes);
        }
    }

    private void take(Outstanding asked, byte[] bytes) {
        int before = asked.answer.length;
        asked.answer = Arrays.copyOf(asked.answer, before + bytes.length);
        System.arraycopy(bytes, 0, asked.answer, before, bytes.length);
        int wanted = asked.question.length().of(asked.answer, asked.answer.length);
        if (wanted == asked.answer.length) {
            answer(asked, new Reply.Whole(asked.answer));
        } else if ((wanted > 0 && wanted < asked.answer.length) || asked.answer.length > endpoint.mostBytes()) {
            fail(asked, new Reply.Excess(asked.answer));
        }
    }

    private void ended(Channel ended) {
        if (ended != channel) {
            return;
        }
        channel = null;
        Outstanding asked = outstanding;
        if (asked != null) {
            answer(
                    asked,
                    asked.sent
                            ? new Reply.Lost(asked.answer, "the other side closed the connection")
                            : new Reply.Unreachable("the other side closed the connection"));
        }
    }

    private void fail(Outstanding asked, Reply reply) {
        hangUp();
        answer(asked, reply);
    }

    private void answer(Outstanding asked, Reply reply) {
        asked.timer.cancel();
        outstanding = null;
        asked.then.accept(reply);
    }

    private final class Incoming extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var in = (ByteBuf) message;
            byte[] bytes = new byte[in.readableBytes()];
            in.readBytes(bytes);
            in.release();
            received(ctx.channel(), bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            ended(ctx.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private static final class Outstanding {
        private final Question question;
        private final Duration timeout;
        private final Consumer<Reply> then;
        private Loop.Timer timer = () -> {};
        private byte[] answer = NOTHING;
        private boolean sent;
        private long quietFrom;
        private long begunAt;

        Outstanding(Question question, Duration timeout, Consumer<Reply> then) {
            this.question = question;
            this.timeout = timeout;
            this.then = then;
        }
    }
}
