package io.plumewatch.sim;

import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.device.RsUnit;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.rs.RsAck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.MqttException;

/** A unit and a terminal that send at an even pace whatever happens, and keep what nobody acknowledges, as devices do. */
final class Sending implements AutoCloseable {

    private static final int WINDOW = 50_000;
    static final int PER_SECOND = 40;
    private static final int RESEND_EVERY = 2 * PER_SECOND;
    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.currentTimeMillis() % 90_000));

    private final TestCity city;
    private final Truck truck;
    private final String unitNo;
    private final String vin;
    private final String iccid;
    private final RsUnit unit;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<RsAck> refused = new ConcurrentLinkedQueue<>();
    private final AtomicLong passes = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final Thread measuring = new Thread(this::measure, "sending-unit");
    private final Thread driving = new Thread(this::drive, "sending-terminal");
    private volatile boolean ended;

    private Sending(TestCity city, int mqttPort) throws MqttException {
        this.city = city;
        int number = NEXT.incrementAndGet();
        try (Roadside site = Roadside.open(city)) {
            truck = site.truck();
            unitNo = "RS-S" + number;
            String secret = Roadside.device(city, unitNo, site.siteId(), Roadside.AREA);
            unit = RsUnit.connect("tcp://127.0.0.1:" + mqttPort, unitNo, secret, WINDOW, InstantSource.system());
        }
        unit.onAck(this::answered);
        vin = String.format(Locale.ROOT, "LGAX2B1H7K%07d", number);
        iccid = String.format(Locale.ROOT, "898602%014d", number);
        var terminal = Map.of(
                "deviceNo",
                "OBD-S" + number,
                "kind",
                "OBD_TERMINAL",
                "areaCode",
                Roadside.AREA,
                "vin",
                vin,
                "iccid",
                iccid);
        city.admin().post("/api/v1/devices", terminal).ok();
    }

    /** Sends passes to a broker at a port, and packets to the terminals' port. */
    static Sending start(TestCity city, int mqttPort) throws MqttException {
        Sending sending = startUnit(city, mqttPort);
        sending.driving.setDaemon(true);
        sending.driving.start();
        return sending;
    }

    /** Sends passes only. */
    static Sending startUnit(TestCity city, int mqttPort) throws MqttException {
        var sending = new Sending(city, mqttPort);
        sending.measuring.setDaemon(true);
        sending.measuring.start();
        return sending;
    }

    private void answered(RsAck ack) {
        if (ack.outcome() == RsAck.Outcome.QUARANTINED) {
            refused.add(ack);
        } else {
            acknowledged.add(ack.id());
        }
    }

    private void measure() {
        while (!ended) {
            PassDraft pass = PassDraft.of(truck, Instant.now());
            unit.send(pass.passId(), "pass", pass::bytes);
            if (passes.incrementAndGet() % RESEND_EVERY == 0) {
                unit.resendOverdue();
            }
            Pause.millis(1_000 / PER_SECOND);
        }
    }

    /** While the gateway reads nothing, writing takes long. */
    private void drive() {
        try (ObdTerminal terminal =
                ObdTerminal.connect(city.obdPort(), vin, iccid, Area.values()[0], Instant.now(), 1)) {
            while (!ended) {
                terminal.sendPacket(Instant.now());
                frames.incrementAndGet();
                Pause.millis(1_000 / PER_SECOND);
            }
        } catch (IOException e) {
            System.err.println("the terminal lost its line: " + e.getMessage());
        }
    }

    String unitNo() {
        return unitNo;
    }

    /** Under which the service keeps what the terminal sends. */
    String vin() {
        return vin;
    }

    long passes() {
        return passes.get();
    }

    long frames() {
        return frames.get();
    }

    int acknowledged() {
        return acknowledged.size();
    }

    Queue<RsAck> refused() {
        return refused;
    }

    void awaitAcknowledged(int count) {
        Eventually.within().atMost(Duration.ofSeconds(90)).until(() -> acknowledged.size() >= count);
    }

    /** Ends sending, and returns when all is acknowledged. */
    void finish(Duration patience) throws InterruptedException {
        ended = true;
        measuring.join(patience.toMillis());
        driving.join(patience.toMillis());
        Eventually.within()
                .atMost(patience)
                .pollInterval(Duration.ofSeconds(2))
                .alias("every pass is acknowledged")
                .until(() -> {
                    unit.resendOverdue();
                    int waiting = unit.waiting();
                    System.err.printf(Locale.ROOT, "%d of %d passes wait for their answer%n", waiting, passes.get());
                    return waiting == 0;
                });
    }

    @Override
    public void close() {
        ended = true;
        unit.close();
    }
}
