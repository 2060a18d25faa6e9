package io.plumewatch.gateway.instrument;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on Netty's event loop, shared by many lines; their sockets live on it too. */
final class EventLoopThread implements Loop {

    private static final Logger log = LoggerFactory.getLogger(EventLoopThread.class);

    private final EventLoop events;

    EventLoopThread(EventLoop events) {
        this.events = events;
    }

    /** Returns event loops for lines, with the best that this machine has to wait for sockets. */
    static EventLoopGroup group(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    EventLoop events() {
        return events;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        try {
            events.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("Too late: the loop is stopping");
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        try {
            var scheduled = events.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            log.debug("Too late: the loop is stopping");
            return () -> {};
        }
    }
}
