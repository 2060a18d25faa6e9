package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.OwnOutage;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.photo.PhotoIntake;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what remote-sensing units publish. Owns the thread that keeps a connection to the broker.
 *
 * <p>The way of a message: callback → {@link Handover} → {@link RsJudge} → log → the unit's {@code ack} topic → PUBACK.
 */
public final class MqttIntake implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MqttIntake.class);
    private static final long TICK_MILLIS = 500;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final MqttSettings settings;
    private final InstantSource clock;
    private final OwnOutage outage;
    private final Counters counters;
    private final Handover handover;
    private final Thread thread = new Thread(this::run, "mqtt-link");
    private volatile boolean subscribed;
    private volatile boolean stopping;
    private @Nullable Instant lostAt;
    private Duration pause = SHORTEST_PAUSE;
    private String reported = "";

    public MqttIntake(
            MqttSettings settings,
            Parts parts,
            InstantSource clock,
            TimeRules times,
            OwnOutage outage,
            String gatewayId) {
        this.settings = settings.of(gatewayId);
        this.clock = clock;
        this.outage = outage;
        this.counters = parts.counters;
        var readings = new RsReadings(parts.log, times, parts.recent, parts.counters, gatewayId);
        var national = new NationalReadings(CodeMapFiles.in(settings.codeMaps()), times, gatewayId);
        // The numbers of a unit say nothing to a gateway that sees only a share of them.
        var signs = new SignsOfLife(parts.seen, settings.shared() ? null : new PassNumbers());
        var judge = new RsJudge(parts, readings, national, signs, times);
        this.handover = new Handover(judge, parts.log, parts.devices, settings);
    }

    /** What the intake shares with the other protocols. */
    public record Parts(
            ReadingLog log,
            RecentlyStored recent,
            Devices devices,
            PhotoIntake photos,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen) {}

    public void start() {
        handover.start();
        thread.start();
    }

    /** Returns whether the session stands and is subscribed. */
    public boolean subscribed() {
        return subscribed && handover.alive();
    }

    /** Stops taking messages, answers what is under way, and leaves the session at the broker. */
    @Override
    public void close() {
        handover.close();
        stopping = true;
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                tryOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryOnce() throws InterruptedException {
        try {
            connectOnce();
        } catch (RuntimeException e) {
            log.error("Our own code failed around the connection to the MQTT broker", e);
            Thread.sleep(LONGEST_PAUSE.toMillis());
        }
    }

    private void connectOnce() throws InterruptedException {
        if (!handover.wantsMore()) {
            return;
        }
        PahoConnection connection;
        try {
            connection = PahoConnection.open(settings, clock, handover::offer);
        } catch (MqttException e) {
            reportOnce(e);
            counters.event(Protocol.RS, "connect_failed");
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            return;
        }
        try {
            established();
            while (!stopping && !connection.awaitLost(TICK_MILLIS)) {
                // Still there.
            }
        } finally {
            subscribed = false;
            lostAt = clock.instant();
            connection.close();
            handover.forgetLost();
        }
    }

    /** One line for an outage of hours, not one for each try. */
    private void reportOnce(MqttException e) {
        String problem = e.toString();
        if (!problem.equals(reported)) {
            reported = problem;
            log.warn("The MQTT broker at {} is not usable: {}; trying again", settings.url(), problem);
        }
    }

    private void established() {
        reported = "";
        log.info("Subscribed at the MQTT broker {}", settings.url());
        counters.event(Protocol.RS, "connected");
        pause = SHORTEST_PAUSE;
        Instant lost = lostAt;
        if (lost == null) {
            outage.overOnlyNow(clock.instant());
        } else {
            // A dead connection is noticed one and a half keep-alives late.
            outage.over(lost.minus(settings.keepAlive().multipliedBy(3).dividedBy(2)), clock.instant());
        }
        subscribed = true;
    }
}
