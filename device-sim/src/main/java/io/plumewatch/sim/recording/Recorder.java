package io.plumewatch.sim.recording;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.CaptureWriter;
import io.plumewatch.sim.capture.Channel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recording that runs: its file and its taps. Taps may be added at any time. */
public final class Recorder implements AutoCloseable {

    private final CaptureWriter out;
    private final Witness witness;
    private final List<AutoCloseable> taps = new ArrayList<>();

    private Recorder(CaptureWriter out, Witness witness) {
        this.out = out;
        this.witness = witness;
    }

    /**
     * Begins a file.
     *
     * @param admin the service as an administrator sees it; without it the capture names no registered devices
     * @param mostBytes the file's bound; what comes after is not written
     */
    public static Recorder start(Path file, @Nullable Api admin, Instant now, long mostBytes) {
        try {
            var out = new CaptureWriter(file, now, mostBytes);
            return new Recorder(out, admin == null ? Witness.blind(out) : Witness.informed(out, admin));
        } catch (IOException e) {
            throw new RunFailed("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Listens for devices on a port of loopback (0 = any) with the gateway behind; returns the port. */
    public int tcp(Channel channel, int port, String gatewayHost, int gatewayPort) {
        TcpTap tap = TcpTap.devices(channel, port, new Endpoint(gatewayHost, gatewayPort), out, witness);
        taps.add(tap);
        return tap.port();
    }

    /** Listens for the gateway on a port of loopback (0 = any) with an instrument behind; returns the port. */
    public int instrument(String deviceNo, int port, String host, int instrumentPort) {
        TcpTap tap = TcpTap.instrument(deviceNo, port, new Endpoint(host, instrumentPort), out, witness);
        taps.add(tap);
        return tap.port();
    }

    /** Listens for gates and cameras on a port of loopback (0 = any); returns the port. */
    public int http(int port, URI gateway, Map<String, String> deviceOfSecret) {
        HttpTap tap = HttpTap.start(port, gateway, deviceOfSecret, out, witness);
        taps.add(tap);
        return tap.port();
    }

    /** Listens to everything on the broker, with an account that may read it. */
    public void mqtt(String url, String user, String password) {
        taps.add(MqttTap.start(url, user, password, out, witness));
    }

    /** Returns how many events came in so far. */
    public long events() {
        return out.events();
    }

    /** Returns whether the file is as long as it may become. */
    public boolean full() {
        return out.full();
    }

    /** Takes the taps away; connections through them end. Does nothing twice. */
    @Override
    public synchronized void close() {
        for (int i = taps.size() - 1; i >= 0; i--) {
            close(taps.get(i));
        }
        taps.clear();
        close(out);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            System.err.println("while ending the recording: " + e);
        }
    }
}
