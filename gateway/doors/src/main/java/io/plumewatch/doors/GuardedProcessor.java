package io.plumewatch.doors;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Reads requests as Tomcat does, and ends a connection whose headers drip. */
final class GuardedProcessor extends Http11Processor {

    private final HeaderClock clock;

    GuardedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, HeaderClock clock, DoorSettings settings) {
        super(protocol, adapter);
        this.clock = clock;
        request.setInputBuffer(new TimedInput(request, settings));
    }

    /** Called whenever something has come and no request is under way; reads headers as far as they are there. */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        // Not afterwards: a channel that was closed may serve another connection.
        SocketChannel connection = socket.getSocket() instanceof NioChannel channel ? channel.getIOChannel() : null;
        int before = requests();
        SocketState state = super.service(socket);
        boolean wasWhole = isAsync() || requests() != before;
        return connection != null && isOverdue(connection, wasWhole) ? SocketState.CLOSED : state;
    }

    private boolean isOverdue(SocketChannel connection, boolean wasWhole) {
        if (wasWhole) {
            clock.heard(connection);
            return false;
        }
        return clock.isOverdue(connection);
    }

    private int requests() {
        return request.getRequestProcessor().getRequestCount();
    }
}
