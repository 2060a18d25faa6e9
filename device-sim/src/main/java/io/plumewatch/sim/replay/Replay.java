package io.plumewatch.sim.replay;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.Capture;
import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import io.plumewatch.sim.life.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One replay of one capture, from the first event to the last answer. */
public final class Replay {

    private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration LANE_END = Duration.ofMinutes(10);

    private final Capture capture;
    private final Targets targets;
    private final Map<String, String> secrets;
    private final Plan plan;
    private final Consumer<String> progress;
    private final Tally tally = new Tally();
    private final Retiming retiming;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final List<Lane> ending = new ArrayList<>();
    private final List<InstrumentPlayer> instruments = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private long played;
    private long reportedNanos = System.nanoTime();

    private Replay(
            Capture capture, Targets targets, Map<String, String> secrets, Plan plan, Consumer<String> progress) {
        this.capture = capture;
        this.targets = targets;
        this.secrets = Map.copyOf(secrets);
        this.plan = plan;
        this.progress = progress;
        this.retiming = new Retiming(plan.shift(), plan.shift().isZero() ? OwnChips.NONE : OwnChips.of(capture));
    }

    /**
     * Replays and returns what came of it.
     *
     * @param secrets of the capture's devices on MQTT and HTTP
     * @param progress takes a line now and then
     * @throws RunFailed when a line could not be played at all
     */
    public static Tally run(
            Capture capture, Targets targets, Map<String, String> secrets, Plan plan, Consumer<String> progress) {
        var replay = new Replay(capture, targets, secrets, plan, progress);
        replay.playInstruments();
        try {
            replay.play();
        } finally {
            replay.closeInstruments();
        }
        if (!replay.failures.isEmpty()) {
            throw new RunFailed(replay.failures.size() + " lines failed, first " + replay.failures.get(0) + "\n"
                    + replay.tally.report());
        }
        return replay.tally;
    }

    /** Registers the capture's sites, vehicles and devices; returns the secrets that the devices got. */
    public static Map<String, String> register(Api admin, Capture capture) {
        return Enrolment.register(admin, capture);
    }

    private void playInstruments() {
        var scripts = new HashMap<String, InstrumentScript>();
        var ports = new LinkedHashMap<String, Integer>();
        capture.forEach(event -> {
            if (event.channel() == Channel.INSTRUMENT && event.device() != null) {
                scripts.computeIfAbsent(event.device(), any -> new InstrumentScript())
                        .add(event);
                if (event.port() != null) {
                    ports.putIfAbsent(event.device(), event.port());
                }
            }
        });
        scripts.forEach((device, script) -> {
            script.complete(plan.fast());
            Integer port = plan.instrumentPorts().getOrDefault(device, ports.getOrDefault(device, 0));
            instruments.add(InstrumentPlayer.start(device, port, script, tally));
        });
    }

    private void play() {
        var pacer = new Pacer(System.nanoTime(), plan.speed());
        capture.forEach(event -> {
            if (event.channel() != Channel.INSTRUMENT) {
                pacer.await(Duration.ofMillis(event.atMillis()));
                hand(retiming.of(event));
            }
            played++;
            report();
        });
        lanes.values().forEach(Lane::end);
        ending.addAll(lanes.values());
        awaitEnding();
        try {
            for (InstrumentPlayer instrument : instruments) {
                instrument.awaitTold(plan.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
        if (retiming.asTheyWere() > 0) {
            progress.accept(retiming.asTheyWere()
                    + " pieces were sent with their own times: signed by others, encrypted or not whole frames");
        }
    }

    private void hand(CaptureEvent event) {
        String line = event.line();
        if (event.step() == Step.OPEN) {
            // What hung up before this connection came must be gone before it comes: it may be the same device.
            awaitEnding();
        }
        Lane lane = lanes.get(line);
        if (lane == null) {
            lane = lane(event).start();
            lanes.put(line, lane);
        }
        lane.take(event);
        if (event.step() == Step.CLOSE || event.step() == Step.DROP) {
            lane.end();
            lanes.remove(line);
            ending.add(lane);
        }
    }

    private Lane lane(CaptureEvent event) {
        return switch (event.channel()) {
            case OBD ->
                new TcpLane(event.line(), event.channel(), targets.host(), targets.obdPort(), plan.patience(), tally);
            case HJ212 ->
                new TcpLane(event.line(), event.channel(), targets.host(), targets.hj212Port(), plan.patience(), tally);
            case MQTT -> new MqttLane(targets.mqttUrl(), device(event), secret(event), plan.patience(), tally);
            case HTTP -> new HttpLane(targets.gateway(), device(event), secret(event), plan.patience(), tally);
            case INSTRUMENT -> throw new IllegalArgumentException("an instrument is asked, it sends nothing itself");
        };
    }

    private static String device(CaptureEvent event) {
        return Objects.requireNonNullElse(event.device(), "");
    }

    private String secret(CaptureEvent event) {
        String secret = secrets.get(device(event));
        if (secret == null) {
            throw new RunFailed("the secret of " + device(event) + " is not known; replay with --register, or name a"
                    + " file with --secrets");
        }
        return secret;
    }

    private void awaitEnding() {
        for (Lane lane : ending) {
            if (!lane.awaitEnd(LANE_END)) {
                failures.add("a line did not end within " + LANE_END.toMinutes() + " min");
            }
            lane.failure().ifPresent(failures::add);
        }
        ending.clear();
    }

    private void report() {
        if (System.nanoTime() - reportedNanos > REPORT_NANOS) {
            reportedNanos = System.nanoTime();
            progress.accept("replayed " + played + " of " + capture.events() + " events, sent " + tally.sentInAll());
        }
    }

    private void closeInstruments() {
        for (InstrumentPlayer instrument : instruments) {
            try {
                instrument.close();
            } catch (IOException e) {
                // It listens no more, which is what was wanted.
            }
        }
    }
}
