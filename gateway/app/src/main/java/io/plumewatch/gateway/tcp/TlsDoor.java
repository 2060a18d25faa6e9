package io.plumewatch.gateway.tcp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A second port of a protocol, with TLS. Its arithmetic is done beside the event loops. */
final class TlsDoor implements AutoCloseable {

    private static final int WORKERS = 2;

    private final TlsSettings settings;
    private final TlsContext context;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> new Thread(task, "tls"));

    TlsDoor(TlsSettings settings) {
        this.settings = settings;
        this.context = new TlsContext(settings);
    }

    TlsSettings settings() {
        return settings;
    }

    SslHandler handler(ByteBufAllocator buffers) {
        SslHandler handler = context.context().newHandler(buffers, workers);
        handler.setHandshakeTimeoutMillis(settings.handshake().toMillis());
        return handler;
    }

    /** Looks at the files now and then, and tells {@code changed} when they say something new. */
    void watch(ScheduledExecutorService clock, Consumer<TlsContext> changed) {
        long millis = settings.reload().toMillis();
        var unused = clock.scheduleWithFixedDelay(
                () -> workers.execute(() -> reload(changed)), millis, millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void reload(Consumer<TlsContext> changed) {
        if (context.reload()) {
            changed.accept(context);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
