package io.plumewatch.wire.instrument;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads register maps: addresses become zero-based here and nowhere else. */
final class RegisterMapReader {

    private static final int MAX_POINTS = 500;
    private static final int MAX_BLOCKS = 100;

    private RegisterMapReader() {}

    static RegisterMap read(byte[] json) {
        MapFields fields = MapFields.parse("register map", json);
        fields.allowOnly(
                "name",
                "version",
                "vendor",
                "model",
                "confidence",
                "notes",
                "addressBase",
                "defaultOrder",
                "pollMs",
                "timeoutMs",
                "retries",
                "gapMs",
                "maxRegistersPerRead",
                "maxGap",
                "blocks",
                "state",
                "points");
        int base = fields.whole("addressBase", 0, 1);
        var order = fields.constant("defaultOrder", WordOrder.class, WordOrder.ABCD);
        var map = new RegisterMap(
                ModelFields.name(fields),
                fields.whole("version", 1, 9_999),
                fields.node().path("vendor").asString(""),
                fields.text("model", "what the maker calls it"),
                ModelFields.confidence(fields),
                fields.texts("notes"),
                ModelFields.pacing(fields),
                fields.whole("maxRegistersPerRead", 1, Block.MAX_REGISTERS),
                fields.whole("maxGap", 0, Block.MAX_REGISTERS - 1, 0),
                blocks(fields, base),
                ModelFields.stateRules(fields),
                points(fields, base, order));
        requireReadable(fields, map);
        return map;
    }

    private static List<Block> blocks(MapFields fields, int base) {
        var blocks = new ArrayList<Block>();
        for (MapFields block : fields.objects("blocks", "block", MAX_BLOCKS)) {
            block.allowOnly("fc", "start", "count");
            int fc = block.whole("fc", 1, 4);
            int most = fc <= 2 ? Block.MAX_BITS : Block.MAX_REGISTERS;
            int start = address(block, "start", base);
            blocks.add(new Block(fc, start, block.whole("count", 1, Math.min(most, Block.LAST_ADDRESS + 1 - start))));
        }
        return blocks;
    }

    private static List<Point> points(MapFields fields, int base, WordOrder order) {
        var points = new ArrayList<Point>();
        var keys = new HashSet<String>();
        for (MapFields point : fields.objects("points", "point", MAX_POINTS)) {
            Point read = PointReader.read(point, base, order);
            point.require(keys.add(read.key()), "key", "a key that no other point has");
            points.add(read);
        }
        fields.require(!points.isEmpty(), "points", "at least one point");
        return points;
    }

    static int address(MapFields fields, String key, int base) {
        return fields.whole(key, base, Block.LAST_ADDRESS + base) - base;
    }

    /** A point outside of every block would never be read, and nobody would notice. */
    private static void requireReadable(MapFields fields, RegisterMap map) {
        for (Block block : map.explicitBlocks()) {
            fields.require(
                    block.fc() <= 2 || block.count() <= map.maxRegistersPerRead(),
                    "blocks",
                    "at most maxRegistersPerRead = " + map.maxRegistersPerRead() + " registers in each");
        }
        for (Point point : map.points()) {
            int width = point.type().registers();
            var place = new MapFields(fields.place() + ", point " + point.key(), fields.node());
            place.require(
                    width <= map.maxRegistersPerRead(),
                    "type",
                    "at most maxRegistersPerRead = " + map.maxRegistersPerRead() + " registers");
            place.require(covered(map, point.fc(), point.address(), width), "address", "a place inside of a block");
            Integer decimals = point.decimalsFrom();
            place.require(
                    decimals == null || covered(map, point.fc(), decimals, 1),
                    "decimalsFrom",
                    "a place inside of a block");
        }
    }

    private static boolean covered(RegisterMap map, int fc, int address, int width) {
        return ReadPlan.of(map).stream().anyMatch(block -> block.holds(fc, address, width));
    }
}
