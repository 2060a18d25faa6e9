package io.plumewatch.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.hj212.Hj212Fuzz;
import io.plumewatch.gateway.http.SightingFuzz;
import io.plumewatch.gateway.instrument.PollFuzz;
import io.plumewatch.gateway.mqtt.UnitFuzz;
import io.plumewatch.gateway.obd.ObdFuzz;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever devices send, nothing is thrown out of a decoder or a connection, and nothing of it stays.
 * {@code -Dplumewatch.fuzz.inputs=10000000} makes it as long as one likes, {@code -Dplumewatch.fuzz.first} begins elsewhere.
 */
@Tag("long")
class MutationSystemTests {

    private static final long INPUTS = Long.getLong("plumewatch.fuzz.inputs", 400_000);
    private static final long FIRST = Long.getLong("plumewatch.fuzz.first", 0);
    /** What a run of any length may leave behind: metrics, look-up tables, compiled code's constants. */
    private static final long MOST_GROWTH_BYTES = 8L << 20;

    private final Map<String, Fuzzed> protocols = new LinkedHashMap<>();
    private final Map<String, Long> nanos = new LinkedHashMap<>();

    @Test
    void nothingIsThrownAndNothingStaysOfChangedInputOfAnyProtocol() {
        protocols.put("OBD", new ObdFuzz());
        protocols.put("HJ 212", new Hj212Fuzz());
        protocols.put("units", new UnitFuzz(false));
        protocols.put("national records", new UnitFuzz(true));
        protocols.put("Modbus TCP", PollFuzz.modbus(true));
        protocols.put("Modbus RTU", PollFuzz.modbus(false));
        protocols.put("makers' protocols", PollFuzz.benches());
        protocols.put("sightings", new SightingFuzz());
        long each = INPUTS / protocols.size();
        long warm = each / 4;

        run(0, warm);
        long before = usedHeap();
        run(warm, each);
        long growth = usedHeap() - before;

        report(each, growth);
        assertThat(growth).isLessThan(MOST_GROWTH_BYTES);
        assertThat(protocols.values()).allSatisfy(one -> assertThat(one.good()).isPositive());
        protocols.values().forEach(Fuzzed::close);
    }

    private void run(long from, long to) {
        protocols.forEach((name, protocol) -> {
            long start = System.nanoTime();
            for (long number = FIRST + from; number < FIRST + to; number++) {
                take(name, protocol, number);
            }
            nanos.merge(name, System.nanoTime() - start, Long::sum);
        });
    }

    private static void take(String name, Fuzzed protocol, long number) {
        try {
            protocol.take(number);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("input " + number + " of " + name + ": " + e, e);
        }
    }

    /** What is in use after collections, of which the first may only find out what the second can free. */
    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void report(long each, long growth) {
        protocols.forEach((name, protocol) -> System.err.printf(
                Locale.ROOT,
                "%s: %,d inputs, %,d good, %,.0f/s%n",
                name,
                each,
                protocol.good(),
                each * 1e9 / nanos.getOrDefault(name, 1L)));
        System.err.printf(Locale.ROOT, "heap grew by %,d bytes%n", growth);
    }
}
