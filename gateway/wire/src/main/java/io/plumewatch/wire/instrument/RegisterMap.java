package io.plumewatch.wire.instrument;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is where in one model of instrument, all addresses zero-based. Read by {@link RegisterMaps}.
 *
 * @param name lower-case letters, digits and hyphens
 * @param version from 1; a version that has been used is never changed
 * @param vendor who makes it; empty when many do
 * @param model what the maker calls it
 * @param confidence how sure the map is: HIGH, MEDIUM or LOW
 * @param notes traps and guesses, for people
 * @param pacing how it may be asked
 * @param maxRegistersPerRead 1..125; some sensors fail above 16
 * @param maxGap how many unused registers may be read to save a question, 0..124
 * @param explicitBlocks what to read; when empty, neighbours are merged
 * @param stateRules when its values are no longer believed
 * @param points at least one, each key once
 */
public record RegisterMap(
        String name,
        int version,
        String vendor,
        String model,
        String confidence,
        List<String> notes,
        Pacing pacing,
        int maxRegistersPerRead,
        int maxGap,
        List<Block> explicitBlocks,
        StateRules stateRules,
        List<Point> points) {

    public RegisterMap {
        notes = List.copyOf(notes);
        explicitBlocks = List.copyOf(explicitBlocks);
        points = List.copyOf(points);
    }

    /** Returns {@code name@version}. */
    public String id() {
        return name + "@" + version;
    }

    /**
     * Turns what came back into values, one for each point in the map's order.
     *
     * @param at when it was read
     * @param read the answers by the blocks of {@link ReadPlan#of}; a point of a block that is not there is STALE
     * @param previous the scan before, for rates; null for the first one
     * @throws IllegalArgumentException if an answer has another size than its block
     */
    public Scan decode(Instant at, Map<Block, Registers> read, @Nullable Scan previous) {
        read.forEach((block, registers) -> {
            if (registers.size() != block.count()) {
                throw new IllegalArgumentException(
                        block + ": answer has " + registers.size() + " values, expected " + block.count());
            }
        });
        return new Scan(
                at,
                points.stream()
                        .map(point -> PointDecoder.decode(point, at, read, previous))
                        .toList());
    }
}
