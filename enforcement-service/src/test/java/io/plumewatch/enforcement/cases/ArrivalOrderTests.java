package io.plumewatch.enforcement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Assessment;
import io.plumewatch.enforcement.assessment.Measurement;
import io.plumewatch.enforcement.assessment.Pollutant;
import io.plumewatch.enforcement.assessment.SampleFacts;
import io.plumewatch.enforcement.assessment.VehicleFacts;
import io.plumewatch.enforcement.assessment.VehicleFacts.Calibration;
import io.plumewatch.enforcement.assessment.VehicleFacts.Inspection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The set of facts decides, not the order in which they come. */
class ArrivalOrderTests {

    private static final int TRIES = 1000;
    private static final int ORDERS_A_TRY = 12;

    private static final Instant START = SampleFacts.at("2026-01-05T08:00");
    private static final Instant AS_OF = SampleFacts.at("2026-12-31");

    @Test
    void exceedancePassExceedanceCalibrationsAndInspectionComeInAnyOrder() {
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<Object> facts = new ArrayList<>();
            measured(facts, random, "E1", 34.1);
            measured(facts, random, "P", 12);
            measured(facts, random, "E2", 41.5);
            facts.add(new Inspection(moment(random), true));
            outcomes.add(assertEveryOrderAgrees(facts, random, "seed " + seed).replaceAll("[0-9]", ""));
        }
        assertThat(outcomes)
                .as("the tries reach cases and none, open and released")
                .hasSizeGreaterThan(3);
    }

    @Test
    void aYearOfEverythingComesInAnyOrder() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<Object> facts = new ArrayList<>();
            int passes = 3 + random.nextInt(7);
            for (int i = 0; i < passes; i++) {
                measured(facts, random, "M" + i, random.nextInt(4) == 0 ? 12 : 31 + random.nextInt(40));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                facts.add(new Inspection(moment(random), random.nextInt(3) > 0));
            }
            if (random.nextInt(4) == 0) {
                facts.add(moment(random));
            }
            assertEveryOrderAgrees(facts, random, "seed " + seed);
        }
    }

    /** Returns what stands in the end. */
    private static String assertEveryOrderAgrees(List<Object> facts, Random random, String what) {
        Set<String> outcomes = new HashSet<>();
        for (int i = 0; i < ORDERS_A_TRY; i++) {
            outcomes.add(play(facts, what));
            Collections.shuffle(facts, random);
        }
        assertThat(outcomes).as(what).hasSize(1);
        return outcomes.iterator().next();
    }

    /** Lets facts come in one by one, with everything assessed and reconciled on each. */
    private static String play(List<Object> facts, String what) {
        CasesInMemory cases = new CasesInMemory();
        for (int known = 1; known <= facts.size(); known++) {
            cases.reconcile(assessed(facts.subList(0, known)));
        }
        Assessed last = assessed(facts);
        assertThat(cases.reconcile(last)).as("%s: nothing left to do", what).isEmpty();
        return last.findings() + "\n" + cases.living();
    }

    private static Assessed assessed(List<Object> facts) {
        return Assessment.assess(vehicle(facts), SampleFacts.RULEBOOK, AS_OF);
    }

    /** A pass, and mostly its day's calibration: sometimes none, sometimes a failed one too. */
    private static void measured(List<Object> facts, Random random, String key, double opacity) {
        Instant at = moment(random);
        Map<Pollutant, Double> values = new EnumMap<>(Pollutant.class);
        values.put(Pollutant.OPACITY, opacity);
        if (random.nextBoolean()) {
            values.put(Pollutant.RINGELMANN, (double) random.nextInt(4));
        }
        Measurement measurement = SampleFacts.pass(key, at, values);
        facts.add(measurement);
        if (random.nextInt(8) > 0) {
            facts.add(SampleFacts.daily(at.plus(Duration.ofMinutes(random.nextInt(120) - 60)), true));
        }
        if (random.nextInt(12) == 0) {
            facts.add(SampleFacts.daily(at.plus(Duration.ofMinutes(random.nextInt(120) - 60)), false));
        }
    }

    /** Within ten months, so that windows are missed; a tenth within a day, so that gaps are. */
    private static Instant moment(Random random) {
        int minutes = random.nextInt(10) == 0 ? random.nextInt(24 * 60) : random.nextInt(300 * 24 * 60);
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static VehicleFacts vehicle(List<Object> facts) {
        return new VehicleFacts(
                SampleFacts.TRUCK,
                only(facts, Measurement.class),
                only(facts, Calibration.class),
                only(facts, Inspection.class),
                only(facts, Instant.class));
    }

    private static <T> List<T> only(List<Object> facts, Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
