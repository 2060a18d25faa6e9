package io.plumewatch.doors;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Accepts connections as Tomcat does, but not too many from one address, and ends TLS handshakes that drip. */
final class GuardedEndpoint extends NioEndpoint {

    private final HeaderClock clock = new HeaderClock();
    private List<Network> exempt = List.of();
    private int perAddress = Integer.MAX_VALUE;
    private Runnable refused = () -> {};

    void guard(DoorSettings settings, Runnable refused) {
        exempt = settings.exempt().stream().map(Network::of).toList();
        perAddress = settings.perAddress();
        clock.patience(settings.headers());
        this.refused = refused;
    }

    HeaderClock clock() {
        return clock;
    }

    /** Called with each new connection, which counts already; the caller closes only what is among the connections. */
    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        InetAddress address = socket.socket().getInetAddress();
        if (address != null && isOneTooMany(address)) {
            refused.run();
            destroySocket(socket);
            return false;
        }
        boolean unused = clock.isOverdue(socket);
        return super.setSocketOptions(socket);
    }

    /** Called by the thread that sees what has come; a connection for which nothing can be done is closed by the caller. */
    @Override
    public boolean processSocket(@Nullable SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
        return !(event == SocketEvent.OPEN_READ && socket != null && isInEndlessHandshake(socket.getSocket()))
                && super.processSocket(socket, event, dispatch);
    }

    private boolean isInEndlessHandshake(NioChannel channel) {
        return !channel.isHandshakeComplete() && clock.isOverdue(channel.getIOChannel());
    }

    /** Looks at the connections that there are, so that no forgotten farewell can ever shut anybody out. */
    private boolean isOneTooMany(InetAddress address) {
        if (exempt.stream().anyMatch(network -> network.contains(address))) {
            return false;
        }
        Network peer = Network.ofPeer(address);
        return connections.keySet().stream()
                        .map(socket -> socket.socket().getInetAddress())
                        .filter(other -> other != null && peer.contains(other))
                        .count()
                >= perAddress;
    }
}
