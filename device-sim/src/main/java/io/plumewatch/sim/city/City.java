package io.plumewatch.sim.city;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.broker.MqttBroker;
import io.plumewatch.sim.server.JavaProgram;
import io.plumewatch.sim.server.PostgreSql;
import io.plumewatch.sim.server.Redis;
import io.plumewatch.sim.server.Supervisor;
import io.plumewatch.wire.log.RedisUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running city: PostgreSQL, Redis, an MQTT broker, the enforcement-service and the gateway, watched over until
 * {@link #close()}. Nothing moves in it yet; devices and people are brought by others.
 */
public final class City implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final CityOptions options;
    private final CityPorts ports;
    private final CityFolder folder;
    private final Supervisor postgresql;
    private final Supervisor redis;
    private final Supervisor enforcement;
    private final Supervisor gateway;
    private final Programs programs;
    private final Consumer<String> reports;
    private final List<Supervisor> more = new CopyOnWriteArrayList<>();
    private final long startedNanos = System.nanoTime();
    private @Nullable MqttBroker broker;
    private @Nullable Credentials credentials;
    private Duration timeToReady = Duration.ZERO;
    private boolean closed;

    private City(CityOptions options, CityFolder folder, Consumer<String> reports) {
        this.options = options;
        this.folder = folder;
        this.ports = CityPorts.shifted(options.portOffset());
        var database = new PostgreSql(
                folder.path().resolve("postgresql"), folder.logs().resolve("postgresql.log"), ports.postgresql());
        var log = new Redis(
                folder.path().resolve("redis"),
                folder.logs().resolve("redis.log"),
                ports.redis(),
                LogUsers.of(folder).write());
        int gatewayRedis = options.gatewayRedisPort();
        this.programs = new Programs(
                folder,
                ports,
                gatewayRedis == 0 ? ports.redis() : gatewayRedis,
                database.jdbcUrl(),
                options.severalGateways());
        this.reports = reports;
        this.postgresql = new Supervisor(database, folder.run(), reports);
        this.redis = new Supervisor(log, folder.run(), reports);
        this.enforcement = new Supervisor(programs.enforcement(), folder.run(), reports);
        this.gateway = new Supervisor(programs.gateway(), folder.run(), reports);
    }

    /**
     * Starts a city and returns it when everything answers and the tokens are made.
     *
     * @param reports takes one line about every death and restart
     * @throws RunFailed saying what did not start and what to do
     */
    public static City start(CityOptions options, Consumer<String> reports) {
        City city = prepare(options, reports);
        try {
            city.open();
            return city;
        } catch (RuntimeException e) {
            city.close();
            throw e;
        }
    }

    /** Takes the folder, clears what an earlier life left, and makes sure of the ports; nothing runs yet. */
    public static City prepare(CityOptions options, Consumer<String> reports) {
        CityFolder folder = CityFolder.take(options.data());
        try {
            Supervisor.endLeftovers(folder.run());
            if (options.fresh()) {
                folder.empty();
            }
            CityPorts.shifted(options.portOffset()).requireFree();
            Files.createDirectories(folder.logs());
            return new City(options, folder, reports);
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Starts everything and makes the tokens; returns when all of it answers. */
    public void open() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            var database = CompletableFuture.runAsync(() -> startAndAwait(postgresql), threads);
            var log = CompletableFuture.runAsync(() -> startAndAwait(redis), threads);
            var service =
                    CompletableFuture.allOf(database, log).thenRunAsync(() -> startAndAwait(enforcement), threads);
            var intake = log.thenRunAsync(this::startBroker, threads).thenRun(() -> startAndAwait(gateway));
            join(intake);
            join(service);
        } finally {
            threads.shutdownNow();
        }
        renewTokens();
        timeToReady = Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private static void startAndAwait(Supervisor server) {
        server.start();
        server.awaitAnswer(PATIENCE);
    }

    private static void join(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RunFailed failed ? failed : e;
        }
    }

    private synchronized void startBroker() {
        if (closed) {
            throw new RunFailed("stopped while starting");
        }
        broker = MqttBroker.start(
                folder.path().resolve("mqtt"),
                ports.mqtt(),
                LogUsers.of(folder).uri(RedisUsers.BROKER, ports.redis()),
                folder.secret(Programs.PROJECTION_KEY_FILE),
                folder.secret(Programs.GATEWAY_PASSWORD_FILE));
    }

    /** Ends the broker and starts it again on what it has on disk; everybody who was connected has to come back. */
    public synchronized void restartBroker() {
        MqttBroker running = broker;
        broker = null;
        if (running != null) {
            running.close();
        }
        startBroker();
    }

    private void renewTokens() {
        var admin = new Api(enforcementUrl(), folder.secret(Programs.ADMIN_TOKEN_FILE));
        var tokens = new DemoTokens(admin, folder.path().resolve("demo-tokens.ids")).renew();
        var made = new Credentials(
                enforcementUrl().toString(), gatewayUrl().toString(), mqttUrl(), ports.obd(), ports.hj212(), tokens);
        if (options.credentials() != null) {
            made.write(options.credentials());
        }
        credentials = made;
    }

    public CityOptions options() {
        return options;
    }

    public CityPorts ports() {
        return ports;
    }

    public CityFolder folder() {
        return folder;
    }

    /** Returns addresses and tokens of this run. */
    public Credentials credentials() {
        if (credentials == null) {
            throw new IllegalStateException("the city is not ready yet");
        }
        return credentials;
    }

    /** Returns how long it took from the start until everything answered. */
    public Duration timeToReady() {
        return timeToReady;
    }

    public URI enforcementUrl() {
        return URI.create("http://127.0.0.1:" + ports.enforcement());
    }

    public URI gatewayUrl() {
        return URI.create("http://127.0.0.1:" + ports.gateway());
    }

    public String mqttUrl() {
        return "tcp://127.0.0.1:" + ports.mqtt();
    }

    /** Returns the address of the log for somebody who may do everything. */
    public String redisUri() {
        return LogUsers.of(folder).uri(RedisUsers.OPERATOR, ports.redis());
    }

    /** Returns the database's address; user {@code postgres}, no password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + ports.postgresql() + "/plumewatch";
    }

    /** Returns the enforcement-service as seen with a token. */
    public Api enforcement(String token) {
        return new Api(enforcementUrl(), token);
    }

    /** Returns the gateway as seen with a token. */
    public Api gateway(String token) {
        return new Api(gatewayUrl(), token);
    }

    /** Returns a watched process by name: {@code gateway}, {@code enforcement}, {@code redis}, {@code postgresql}. */
    public Supervisor server(String name) {
        return servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server is called " + name));
    }

    /** Starts one more enforcement-service on the same database and log, and returns it when it answers. */
    public Supervisor startAnotherEnforcement(int port) {
        return startAnother(programs.enforcement("enforcement-" + port, port));
    }

    /**
     * Starts a second gateway on these ports and returns it when it answers; for a city {@link
     * CityOptions#withSeveralGateways() with several} only, for others would not share their units with it.
     */
    public Supervisor startAnotherGateway(CityPorts its) {
        if (!options.severalGateways()) {
            throw new IllegalStateException("the first gateway of this city shares units with nobody");
        }
        return startAnother(programs.anotherGateway(its));
    }

    private Supervisor startAnother(JavaProgram program) {
        var another = new Supervisor(program, folder.run(), reports);
        more.add(another);
        startAndAwait(another);
        return another;
    }

    /** Ends a server as {@code kill -9} does; the city brings it back. */
    public void kill(String name) {
        server(name).kill();
    }

    private List<Supervisor> servers() {
        return List.of(postgresql, redis, enforcement, gateway);
    }

    /** Ends everything in reverse order, the gateway before the broker that it reads from. Does nothing twice. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        attempt(gateway::close);
        more.forEach(each -> attempt(each::close));
        attempt(enforcement::close);
        MqttBroker running = broker;
        if (running != null) {
            attempt(running::close);
        }
        attempt(redis::close);
        attempt(postgresql::close);
        attempt(folder::close);
    }

    /** One step of the end; the next ones must come, whatever happens in this one. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            System.err.println("while stopping: " + e);
        }
    }
}
