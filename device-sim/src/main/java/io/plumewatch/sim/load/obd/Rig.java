package io.plumewatch.sim.load.obd;

import io.lettuce.core.RedisClient;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.CityPorts;
import io.plumewatch.sim.city.Installation;
import io.plumewatch.sim.load.Door;
import io.plumewatch.sim.server.ClassArchive;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.server.Redis;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** What is measured: one Redis, the gateway and both controls, each a process of its own, in a folder of their own. */
public final class Rig implements AutoCloseable {

    private static final int ENROLLED_AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The last one: a collection leaves no dead objects where they would be counted among the live ones. */
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xss512k", "-XX:MarkSweepDeadRatio=0");

    private final Path folder;
    private final CityPorts ports;
    private final List<ProcessHandle> processes = new ArrayList<>();

    /** Makes a rig whose files are in a folder and whose ports are shifted; nothing runs yet. */
    public Rig(Path folder, int portOffset) {
        this.folder = folder;
        this.ports = CityPorts.shifted(portOffset);
    }

    static String vin(int i) {
        return String.format(Locale.ROOT, "LPWTST%011d", i);
    }

    static String iccid(int i) {
        return String.format(Locale.ROOT, "898600%014d", i);
    }

    String redisUri() {
        return "redis://127.0.0.1:" + ports.redis();
    }

    /** Starts Redis and enrols terminals, as the service would. */
    public ProcessHandle redis(int terminals) {
        try {
            var redis = new Redis(folder.resolve("redis"), folder.resolve("redis.log"), ports.redis());
            ProcessHandle process = started(redis.launch());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!redis.answers()) {
                requireTime(deadline, "Redis");
            }
            enrol(terminals);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enrol(int terminals) {
        enrol(IntStream.range(0, terminals)
                .mapToObj(i -> new ProjectedDevice(
                        "LOAD-" + i,
                        "OBD_TERMINAL",
                        "410800",
                        true,
                        "-",
                        null,
                        vin(i),
                        iccid(i),
                        null,
                        "P3",
                        null,
                        null))
                .toList());
    }

    /** Enrols devices, and tells the gateway that they are there. */
    public void enrol(List<ProjectedDevice> devices) {
        var json = JsonMapper.builder().build();
        try (var client = RedisClient.create(redisUri())) {
            var commands = client.connect().sync();
            for (int from = 0; from < devices.size(); from += ENROLLED_AT_ONCE) {
                var byNumber = new HashMap<String, String>();
                var byVin = new HashMap<String, String>();
                for (var device : devices.subList(from, Math.min(from + ENROLLED_AT_ONCE, devices.size()))) {
                    byNumber.put(device.deviceNo(), json.writeValueAsString(device));
                    if (device.vin() != null) {
                        byVin.put(device.vin(), device.deviceNo());
                    }
                }
                commands.hset(ProjectionKeys.DEVICES, byNumber);
                if (!byVin.isEmpty()) {
                    commands.hset(ProjectionKeys.VINS, byVin);
                }
            }
            commands.set(ProjectionKeys.VERSION, "1");
        }
    }

    /** Forgets what was written so far, so that a long run needs no more memory than a short one. */
    void trim() {
        try (var client = RedisClient.create(redisUri())) {
            client.connect().sync().unlink(Streams.onTelemetryRedis().toArray(String[]::new));
            client.connect().sync().unlink(GroupCommit.STREAM);
        }
    }

    Measured gateway(int terminals) {
        Duration untilAccepting = gateway(Map.of());
        return measured("gateway", ports.obd(), untilAccepting, terminals);
    }

    /** Starts the gateway with more settings than it has here anyway; returns how long it took to accept terminals. */
    public Duration gateway(Map<String, String> more) {
        var environment = new HashMap<>(Map.ofEntries(
                Map.entry("PLUMEWATCH_HTTP_BIND", "127.0.0.1"),
                Map.entry("PLUMEWATCH_GATEWAY_PORT", Integer.toString(ports.gateway())),
                Map.entry("PLUMEWATCH_OBD_PORT", Integer.toString(ports.obd())),
                Map.entry("PLUMEWATCH_HJ212_PORT", Integer.toString(ports.hj212())),
                Map.entry("PLUMEWATCH_MQTT_URL", "tcp://127.0.0.1:" + ports.mqtt()),
                Map.entry("PLUMEWATCH_REDIS_URI", redisUri()),
                Map.entry("PLUMEWATCH_BLOBS", folder.resolve("blobs").toString()),
                Map.entry(
                        "PLUMEWATCH_INSTRUMENT_SPOOL",
                        folder.resolve("instruments").toString()),
                Map.entry("PLUMEWATCH_LOG_KEY", "a key that only this run's entries are sealed with")));
        environment.putAll(more);
        List<String> command = new ArrayList<>(JAVA_OPTIONS);
        command.addAll(new ClassArchive(Installation.find().gatewayJar()).launch());
        return accepting("gateway", ports.obd(), command, environment);
    }

    Measured bareDecoder(int terminals) {
        return control("bare decoder", ports.hj212() + 1, List.of(), terminals);
    }

    Measured decoderWithLog(int terminals) {
        return control("decoder with the same log", ports.hj212() + 2, List.of("--redis", redisUri()), terminals);
    }

    private Measured control(String name, int port, List<String> options, int terminals) {
        var command = new ArrayList<>(JAVA_OPTIONS);
        String classPath = System.getProperty("java.class.path");
        command.addAll(
                classPath.endsWith("plumewatch-sim.jar")
                        ? List.of("-jar", Path.of(classPath).toAbsolutePath().toString())
                        : List.of("-cp", classPath, "io.plumewatch.sim.Simulator"));
        command.addAll(List.of("load", "control", "--port", Integer.toString(port)));
        command.addAll(options);
        return measured(name, port, accepting(name, port, command, Map.of()), terminals);
    }

    private Measured measured(String name, int port, Duration untilAccepting, int terminals) {
        return new Measured(name, last(), Terminals.connect(port, terminals), untilAccepting);
    }

    private Duration accepting(String name, int port, List<String> command, Map<String, String> environment) {
        long start = System.nanoTime();
        ProcessHandle process = launch(name, command, environment);
        while (!new Door(port).isOpen()) {
            if (!process.isAlive()) {
                throw new RunFailed("the " + name + " ended: run it by hand to see why");
            }
            requireTime(start + PATIENCE.toNanos(), name);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private ProcessHandle launch(String name, List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name.replace(' ', '-') + ".log").toFile()));
        builder.environment().putAll(environment);
        try {
            return started(builder.start().toHandle());
        } catch (IOException e) {
            throw new RunFailed("cannot start the " + name + ": " + e.getMessage(), e);
        }
    }

    /** Returns the process that was started last. */
    synchronized ProcessHandle last() {
        return processes.get(processes.size() - 1);
    }

    int obdPort() {
        return ports.obd();
    }

    private synchronized ProcessHandle started(ProcessHandle process) {
        processes.add(process);
        return process;
    }

    private static void requireTime(long deadline, String name) {
        if (System.nanoTime() > deadline) {
            throw new RunFailed("the " + name + " does not answer after " + PATIENCE.toSeconds() + " s");
        }
        Pause.millis(5);
    }

    @Override
    public synchronized void close() {
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        processes.clear();
    }
}
