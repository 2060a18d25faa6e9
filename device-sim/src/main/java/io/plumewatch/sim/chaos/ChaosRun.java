package io.plumewatch.sim.chaos;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.ApiFailure;
import io.plumewatch.sim.api.Unreachable;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.Credentials;
import io.plumewatch.sim.life.Pacer;
import io.plumewatch.sim.life.Registrar;
import io.plumewatch.sim.life.Units;
import io.plumewatch.sim.people.Officer;
import io.plumewatch.sim.people.Score;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.server.Supervisor;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsAck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run on a quiet, fresh city: passes arrive at an even pace while every server is killed once; afterwards all that
 * was acknowledged must be known once, and every truck that exceeded twice must be referred once.
 */
public final class ChaosRun {

    private static final int PASSES_PER_DAY = 40;
    private static final int FLEET = 60;
    private static final int WINDOW = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String PARKED = """
            select reason || ' ' || entry_key from rejected_entry where parked or reason = 'CODE_FAILED'
            """;
    private static final String GAPS = "select kind || ' ' || stream || ' ' || detail from log_gap";

    private final City city;
    private final Duration length;
    private final KillPlan plan;
    private final Consumer<String> reports;
    private final Traffic traffic;
    private final Score score = new Score();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** Every acknowledgement and every kill in order, for whoever has to find out what became of a pass. */
    private final Queue<String> happened = new ConcurrentLinkedQueue<>();

    private ChaosRun(City city, Duration length, KillPlan plan, long seed, Consumer<String> reports) {
        this.city = city;
        this.length = length;
        this.plan = plan;
        this.reports = reports;
        LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), Traffic.CHINA);
        this.traffic =
                new Traffic(new Scenario(seed, 0, today.minusDays(Scenario.HISTORY_DAYS), PASSES_PER_DAY, FLEET));
    }

    /** Kills one server after the other, at even distances over {@code length}. */
    public static ChaosReport even(City city, Duration length, long seed, Consumer<String> reports) {
        return new ChaosRun(city, length, KillPlan.even(length), seed, reports).runOrKeep();
    }

    /** Kills at random moments and in random order; the same seed gives the same traffic and the same plan. */
    public static ChaosReport random(City city, Duration length, long seed, Consumer<String> reports) {
        return new ChaosRun(city, length, KillPlan.random(length, seed), seed, reports).runOrKeep();
    }

    /** Keeps what the city knows when the run does not hold or does not end; its folder stays for the logs and data. */
    private ChaosReport runOrKeep() {
        ChaosReport report;
        try {
            report = run();
        } catch (RuntimeException e) {
            Path kept = ChaosEvidence.keep(city, e.toString(), List.copyOf(happened));
            throw new RunFailed(e.getMessage() + "; evidence is in " + kept, e);
        }
        if (!report.holds()) {
            reports.accept("evidence is in " + ChaosEvidence.keep(city, report.toString(), List.copyOf(happened)));
        }
        return report;
    }

    private ChaosReport run() {
        Credentials.Tokens tokens = city.credentials().tokens();
        var clock = InstantSource.system();
        var registrar = new Registrar(
                city.enforcement(tokens.admin()),
                city.folder().path().resolve("devices.secret"),
                LocalDate.ofInstant(clock.instant(), Traffic.CHINA));
        registrar.register(traffic.vehicles(), List.of());
        List<Officer> officers = new ArrayList<>();
        for (String token : tokens.officers()) {
            officers.add(new Officer("officer-" + (officers.size() + 1), city.enforcement(token), score));
        }
        try (Units units = Units.connect(city, registrar, WINDOW, clock, this::acknowledged)) {
            officers.forEach(Officer::start);
            var kills = CompletableFuture.supplyAsync(() -> kill(System.nanoTime()), threads);
            play(units);
            List<ChaosReport.Recovery> recoveries = kills.join();
            await("every message acknowledged", () -> units.waiting() == 0);
            return reconcile(recoveries);
        } finally {
            officers.forEach(Officer::close);
            threads.shutdownNow();
        }
    }

    private void acknowledged(RsAck ack) {
        happened.add(line("ack", ack.id(), "outcome", ack.outcome().name(), "at", now()));
        if (Units.isPassId(ack.id())) {
            if (ack.outcome() == RsAck.Outcome.QUARANTINED) {
                reports.accept("pass " + ack.id() + " was refused: " + ack.reason());
                refused.add(ack.id());
            } else {
                acknowledged.add(ack.id());
            }
        }
    }

    private void play(Units units) {
        var pacer = new Pacer(System.nanoTime(), 1);
        Duration gap = length.multipliedBy(3).dividedBy(4L * traffic.historyLength());
        for (int i = 0; i < traffic.historyLength(); i++) {
            pacer.await(gap.multipliedBy(i));
            units.send(traffic.history(i));
        }
    }

    private List<ChaosReport.Recovery> kill(long startNanos) {
        var pacer = new Pacer(startNanos, 1);
        var recoveries = new ArrayList<CompletableFuture<ChaosReport.Recovery>>();
        for (KillPlan.Kill kill : plan.kills()) {
            pacer.await(kill.at());
            Supervisor server = city.server(kill.server());
            long at = System.nanoTime();
            server.kill();
            happened.add(line("killed", kill.server(), "at", now()));
            reports.accept("killed " + kill.server());
            recoveries.add(CompletableFuture.supplyAsync(
                    () -> {
                        server.awaitAnswer(PATIENCE);
                        return new ChaosReport.Recovery(
                                kill.server(), kill.at(), Duration.ofNanos(System.nanoTime() - at));
                    },
                    threads));
        }
        return recoveries.stream().map(CompletableFuture::join).toList();
    }

    private ChaosReport reconcile(List<ChaosReport.Recovery> recoveries) {
        Credentials.Tokens tokens = city.credentials().tokens();
        var books = new Reconciliation(city.enforcement(tokens.officers().get(0)), city.enforcement(tokens.police()));
        Set<String> smokers = traffic.twiceSmoking();
        try {
            await(
                    "the service to catch up",
                    () -> books.passes(acknowledged).missing().isEmpty()
                            && books.referrals(smokers).missing().isEmpty());
        } catch (RunFailed e) {
            reports.accept(String.valueOf(e.getMessage()));
        }
        Reconciliation.Difference passes = books.passes(acknowledged);
        Reconciliation.Difference referrals = books.referrals(smokers);
        return new ChaosReport(
                recoveries,
                traffic.historyLength(),
                acknowledged.size(),
                refused.stream().sorted().toList(),
                passes.missing(),
                passes.twice(),
                passes.unexpected(),
                smokers.size(),
                referrals.missing(),
                referrals.twice(),
                referrals.unexpected(),
                CityTables.of(city).rows(PARKED),
                CityTables.of(city).rows(GAPS));
    }

    /** Returns an object of names and values. */
    static String line(String... namesAndValues) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return line.toString();
    }

    private static String now() {
        return InstantSource.system().instant().toString();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new RunFailed("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            Pause.millis(1_000);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (ApiFailure | Unreachable e) {
            return false;
        }
    }
}
