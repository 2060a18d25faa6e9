package io.plumewatch.doors;

import java.util.Objects;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 with bounds on what a peer costs. Tomcat makes it by its name, so the bounds come later. */
public final class GuardedProtocol extends Http11NioProtocol {

    /** Of a piece of a body, beside its length; longer ones could drip for hours in one read. */
    private static final int MOST_EXTENSION_BYTES = 64;

    /**
     * What a client need not have read before a thread is free again: every answer that strangers get. The system's own
     * choice is less at first, though not over loopback.
     */
    private static final int ANSWER_BYTES = 192 * 1024;

    private final GuardedEndpoint endpoint;
    private @Nullable DoorSettings settings;

    /** For Tomcat. */
    public GuardedProtocol() {
        this(new GuardedEndpoint());
    }

    private GuardedProtocol(GuardedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        setMaxExtensionSize(MOST_EXTENSION_BYTES);
        setMaxTrailerSize(MOST_EXTENSION_BYTES);
        endpoint.getSocketProperties().setTxBufSize(ANSWER_BYTES);
    }

    /** Sets the bounds, before it starts, and who is told of each connection that was refused. */
    void guard(DoorSettings bounds, Runnable refused) {
        settings = bounds;
        endpoint.guard(bounds, refused);
    }

    @Override
    protected Processor createProcessor() {
        return new GuardedProcessor(
                this, getAdapter(), endpoint.clock(), Objects.requireNonNull(settings, "guarded before it starts"));
    }
}
