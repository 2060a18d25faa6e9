package io.plumewatch.wire.instrument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which blocks to read, in which order, so that every point of a map is read with few questions. */
public final class ReadPlan {

    private record Need(int fc, int start, int end) {}

    private ReadPlan() {}

    /** Returns the map's own blocks, or else the points merged where the gap between them is small enough. */
    public static List<Block> of(RegisterMap map) {
        return map.explicitBlocks().isEmpty() ? merged(map) : map.explicitBlocks();
    }

    private static List<Block> merged(RegisterMap map) {
        var needs = new ArrayList<Need>();
        for (Point point : map.points()) {
            needs.add(need(point.fc(), point.address(), point.type().registers()));
            Integer decimals = point.decimalsFrom();
            if (decimals != null) {
                needs.add(need(point.fc(), decimals, 1));
            }
        }
        needs.sort(
                Comparator.comparingInt(Need::fc).thenComparingInt(Need::start).thenComparingInt(Need::end));
        var blocks = new ArrayList<Block>();
        Need open = needs.get(0);
        for (Need next : needs.subList(1, needs.size())) {
            int end = Math.max(open.end, next.end);
            if (next.fc == open.fc
                    && next.start - open.end <= map.maxGap()
                    && end - open.start <= map.maxRegistersPerRead()) {
                open = new Need(open.fc, open.start, end);
            } else {
                blocks.add(block(open));
                open = next;
            }
        }
        blocks.add(block(open));
        return List.copyOf(blocks);
    }

    private static Need need(int fc, int start, int width) {
        return new Need(fc, start, start + width);
    }

    private static Block block(Need need) {
        return new Block(need.fc, need.start, need.end - need.start);
    }
}
