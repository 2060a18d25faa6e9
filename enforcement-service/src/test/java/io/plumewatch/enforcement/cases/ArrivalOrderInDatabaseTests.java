package io.plumewatch.enforcement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The real tables under facts in any order, with inspections that come while evidence does. */
@EnforcementTest
class ArrivalOrderInDatabaseTests {

    private static final int TRIES = 16;

    @Autowired
    Environment environment;

    @Autowired
    Vehicles vehicles;

    @Autowired
    ObjectProvider<EntryHandler> handlers;

    @Autowired
    TransactionTemplate transaction;

    private final Instant start = Instant.now().minus(Duration.ofDays(320)).truncatedTo(ChronoUnit.HOURS);

    @Test
    void theSameFactsMakeTheSameCases() throws InterruptedException, ExecutionException {
        TestTruck.World world = new TestTruck.World(environment, vehicles, handlers, transaction);
        Http officer = Http.withToken(environment, "officer of order", "OFFICER", "410800");
        List<String> outcomes = new ArrayList<>();
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<Consumer<TestTruck>> facts = facts(random);
            TestTruck inOrder = TestTruck.register(world);
            facts.forEach(fact -> fact.accept(inOrder));
            Collections.shuffle(facts, random);
            TestTruck atOnce = TestTruck.register(world);
            together(facts, atOnce);

            outcomes.add(living(inOrder, officer));
            assertThat(living(atOnce, officer)).as("seed %d", seed).isEqualTo(outcomes.get(seed));
        }
        assertThat(outcomes).contains("").anyMatch(each -> each.contains("UNDER_REVIEW"));
    }

    private List<Consumer<TestTruck>> facts(Random random) {
        List<Consumer<TestTruck>> facts = new ArrayList<>();
        pass(facts, "E1", moment(random), 34.1);
        pass(facts, "P", moment(random), 12);
        pass(facts, "E2", moment(random), 41.5);
        pass(facts, "E3", moment(random), 50);
        Instant inspected = moment(random);
        facts.add(truck -> truck.inspected(inspected));
        return facts;
    }

    private static void pass(List<Consumer<TestTruck>> facts, String passId, Instant at, double opacity) {
        facts.add(truck -> truck.passed(passId, at, opacity, 0));
        facts.add(truck -> truck.calibrated(at, true));
    }

    private Instant moment(Random random) {
        return start.plus(Duration.ofHours(random.nextInt(300 * 24)));
    }

    private static void together(List<Consumer<TestTruck>> facts, TestTruck truck)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            facts.forEach(fact -> done.add(threads.submit(() -> fact.accept(truck))));
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String living(TestTruck truck, Http officer) {
        return truck.cases(officer).stream()
                .filter(each -> !List.of("DISMISSED", "WITHDRAWN")
                        .contains(each.get("state").asString()))
                .map(ArrivalOrderInDatabaseTests::text)
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String text(JsonNode found) {
        return found.get("state").asString() + " "
                + found.get("findings")
                        .valueStream()
                        .map(each -> each.get("part").asString() + " "
                                + each.get("passId").asString())
                        .toList();
    }
}
