package io.plumewatch.sim.load;

import io.plumewatch.sim.city.City;
import io.plumewatch.sim.life.Registrar;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.MeasuringSite;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures what a unit that comes back after a day offline does to the others: while it sends everything that it kept,
 * another unit sends a live pass every {@link #LIVE_GAP}.
 */
public final class BurstRun {

    /** Passes that a unit with a window has under way, as package-info of the gateway asks of one. */
    static final int WINDOW = 50;

    private static final Duration LIVE_GAP = Duration.ofMillis(100);
    private static final Duration ALONE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
    private static final int FLEET = 2_000;

    private final City city;
    private final Registrar registrar;
    private final Traffic traffic;
    private final Consumer<String> reports;
    private final String mark = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private int live;

    /**
     * What came of one burst.
     *
     * @param burst passes from a unit's store; 0 = none, the live ones were alone
     * @param drained until the last of them was answered
     * @param answers of live passes while the burst was under way, from publish
     * @param effects of the same passes: until the service had them as facts
     * @param caughtUp until the service had the whole burst as facts
     */
    public record Result(int burst, Duration drained, Delays answers, Delays effects, Duration caughtUp) {

        @Override
        public String toString() {
            double seconds = drained.toMillis() / 1e3;
            double taken = caughtUp.toMillis() / 1e3;
            return String.format(
                    Locale.ROOT,
                    "%d replayed: answered in %.1f s (%.0f/s), facts in %.1f s (%.0f/s)%n"
                            + "    live, publish to answer: %s%n    live, publish to fact:   %s",
                    burst,
                    seconds,
                    burst / seconds,
                    taken,
                    burst / taken,
                    answers,
                    effects);
        }
    }

    private BurstRun(City city, Consumer<String> reports) {
        this.city = city;
        this.reports = reports;
        LocalDate today = LocalDate.now(Traffic.CHINA);
        this.traffic = new Traffic(new Scenario(11, 0, today.minusDays(Scenario.HISTORY_DAYS), 1_000, FLEET));
        this.registrar = new Registrar(
                city.enforcement(city.credentials().tokens().admin()),
                city.folder().path().resolve("devices.secret"),
                today);
    }

    /** Measures a burst of this many passes, from a unit that waits for answers and from one that does not. */
    public static void measure(City city, int passes, Consumer<String> reports) {
        var run = new BurstRun(city, reports);
        run.registrar.register(run.traffic.vehicles(), List.of());
        reports.accept("live passes alone: " + run.one(0, WINDOW));
        reports.accept("a unit with " + WINDOW + " passes under way: " + run.one(passes, WINDOW));
        reports.accept("a unit that waits for no answer: " + run.one(passes, 0));
    }

    /** Measures one burst of a unit that waits for no answer, in a city where all this is registered. */
    public static Result impatient(City city, int passes, Consumer<String> reports) {
        var run = new BurstRun(city, reports);
        run.registrar.register(Stream.empty(), List.of());
        return run.one(passes, 0);
    }

    private Result one(int passes, int window) {
        String prefix = mark + "-" + passes + "-" + window;
        List<MeasuringSite> sites = MeasuringSite.all();
        try (var store = unit(sites.get(0), window);
                var others = unit(sites.get(1), WINDOW);
                var facts = new FactClock(city.jdbcUrl())) {
            List<byte[]> kept = kept(prefix, passes);
            long start = System.nanoTime();
            var sending = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < kept.size(); i++) {
                    store.publish(prefix + "-" + i, kept.get(i));
                }
            });
            long reported = start;
            while (!sending.isDone() || store.answered() < passes || System.nanoTime() - start < ALONE.toNanos()) {
                sendLive(prefix, others, facts);
                Pause.millis(LIVE_GAP.toMillis());
                if (System.nanoTime() - reported > REPORT_EVERY.toNanos()) {
                    reported = System.nanoTime();
                    reports.accept("  " + store.answered() + " of " + passes + " answered");
                }
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    break;
                }
            }
            sending.join();
            store.awaitAnswers(Duration.ofSeconds(30));
            Duration drained = Duration.ofNanos(System.nanoTime() - start);
            others.awaitAnswers(Duration.ofSeconds(30));
            facts.await(store.deviceNo() + "/" + prefix + "-", passes, PATIENCE);
            Duration caughtUp = Duration.ofNanos(System.nanoTime() - start);
            return new Result(passes, drained, others.answers(), facts.delays(), caughtUp);
        }
    }

    private MeasuredUnit unit(MeasuringSite site, int window) {
        return new MeasuredUnit(city.mqttUrl(), site.deviceNo(), registrar.secret(site.deviceNo()), window);
    }

    private void sendLive(String prefix, MeasuredUnit unit, FactClock facts) {
        String passId = prefix + "-live-" + live;
        RsPass pass = traffic.live(live++, Instant.now()).pass();
        facts.published(unit.deviceNo() + "/" + passId);
        unit.publish(passId, bytes(pass, passId, pass.measuredAt(), false));
    }

    /** A day's passes, the last one an hour ago. */
    private List<byte[]> kept(String prefix, int passes) {
        OffsetDateTime end = OffsetDateTime.now(Traffic.CHINA).minusHours(1).truncatedTo(ChronoUnit.MILLIS);
        long gapMillis = passes == 0 ? 0 : TimeUnit.DAYS.toMillis(1) / passes;
        var kept = new ArrayList<byte[]>(passes);
        for (int i = 0; i < passes; i++) {
            RsPass pass = traffic.history(i % traffic.historyLength()).pass();
            OffsetDateTime at = end.minus((passes - i) * gapMillis, ChronoUnit.MILLIS);
            kept.add(bytes(pass, prefix + "-" + i, at, true));
        }
        return kept;
    }

    private static byte[] bytes(RsPass pass, String passId, OffsetDateTime measuredAt, boolean replayed) {
        return RsJson.write(new RsPass(
                passId,
                measuredAt,
                OffsetDateTime.now(Traffic.CHINA).truncatedTo(ChronoUnit.MILLIS),
                null,
                replayed,
                pass.lane(),
                pass.plate(),
                pass.vehicle(),
                pass.exhaust(),
                pass.plume(),
                pass.weather(),
                pass.road(),
                pass.position(),
                List.of()));
    }
}
