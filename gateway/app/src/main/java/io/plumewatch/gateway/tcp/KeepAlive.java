package io.plumewatch.gateway.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/** How the system finds peers that vanished without a word: the defaults would take two hours. */
final class KeepAlive {

    private static final int QUESTIONS = 3;
    private static final int APART = 6;

    private KeepAlive() {}

    static void every(Duration silence, ServerBootstrap bootstrap) {
        int idle = (int) silence.toSeconds();
        int apart = Math.max(1, idle / APART);
        bootstrap.childOption(ChannelOption.SO_KEEPALIVE, true);
        if (Epoll.isAvailable()) {
            bootstrap
                    .childOption(EpollChannelOption.TCP_KEEPIDLE, idle)
                    .childOption(EpollChannelOption.TCP_KEEPINTVL, apart)
                    .childOption(EpollChannelOption.TCP_KEEPCNT, QUESTIONS)
                    // The same for a peer that vanishes while an answer is on its way.
                    .childOption(EpollChannelOption.TCP_USER_TIMEOUT, (idle + QUESTIONS * apart) * 1_000);
        } else {
            bootstrap
                    .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), idle)
                    .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), apart)
                    .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), QUESTIONS);
        }
    }
}
