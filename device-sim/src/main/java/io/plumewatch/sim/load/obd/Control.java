package io.plumewatch.sim.load.obd;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.jspecify.annotations.Nullable;

/** Runs the control on a port, with as many threads as the gateway has, until the process is ended. */
public final class Control {

    private static final int THREADS = 2;

    private Control() {}

    /**
     * Listens and never returns.
     *
     * @param redisUri where frames are appended before they are answered; null = nowhere
     */
    public static void run(int port, @Nullable String redisUri) {
        GroupCommit log = redisUri == null ? null : new GroupCommit(redisUri);
        if (log != null) {
            new Thread(log, "group-commit").start();
        }
        boolean epoll = Epoll.isAvailable();
        var io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(THREADS, io))
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new BareDecoder(log));
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel()
                .closeFuture()
                .syncUninterruptibly();
    }
}
