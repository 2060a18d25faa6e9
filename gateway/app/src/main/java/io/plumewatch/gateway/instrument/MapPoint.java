package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.wire.instrument.Block;
import io.plumewatch.wire.instrument.ReadPlan;
import io.plumewatch.wire.instrument.RegisterMap;
import io.plumewatch.wire.instrument.Registers;
import io.plumewatch.wire.instrument.Scan;
import io.plumewatch.wire.instrument.StateWatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instrument that is read by a register map. A poll asks for one block after the other and then reads them together. */
final class MapPoint implements Point {

    private final RegisterMap map;
    private final int unitId;
    private final ModbusFrame frame;
    private final List<Block> plan;
    private final Pace pace;
    private final StateWatch watch;
    private final Map<Block, Registers> read = new LinkedHashMap<>();
    private int next;
    private int transaction;
    private @Nullable Scan previous;

    MapPoint(RegisterMap map, int unitId, ModbusFrame frame, Duration report) {
        this.map = map;
        this.unitId = unitId;
        this.frame = frame;
        this.plan = ReadPlan.of(map);
        this.pace = pace(map, report);
        this.watch = StateWatch.of(map);
    }

    /** A map says for each point how often; one entry holds them all, so the shortest counts. */
    private static Pace pace(RegisterMap map, Duration report) {
        Duration shortest = report;
        Map<String, BigDecimal> deadbands = new HashMap<>();
        for (var point : map.points()) {
            Duration wanted = point.report();
            if (wanted != null && wanted.compareTo(shortest) < 0) {
                shortest = wanted;
            }
            BigDecimal deadband = point.deadband();
            if (deadband != null) {
                deadbands.put(point.key(), deadband);
            }
        }
        return Pace.of(map.pacing(), shortest, deadbands);
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public Question begin(Instant now) {
        read.clear();
        next = 0;
        return ask();
    }

    private Question ask() {
        transaction = transaction + 1 & 0xFFFF;
        return frame.question(unitId, plan.get(next), transaction);
    }

    @Override
    public Step answered(byte[] answer, Instant at) {
        Block block = plan.get(next);
        ModbusFrame.Answer judged = frame.answer(unitId, block, transaction, answer);
        if (judged instanceof ModbusFrame.Answer.Bad bad) {
            return new Step.Bad(bad.refusal());
        }
        if (judged instanceof ModbusFrame.Answer.Refused refused) {
            watch.refused();
            return new Step.Refused(refused.refusal());
        }
        read.put(block, ((ModbusFrame.Answer.Values) judged).registers());
        next++;
        return next < plan.size() ? new Step.Ask(ask()) : new Step.Done(look(at));
    }

    @Override
    public void lost(Instant at) {
        watch.lost();
    }

    private Look look(Instant at) {
        Scan scan = map.decode(at, Map.copyOf(read), previous);
        previous = scan;
        InstrumentState state = switch (watch.saw(scan)) {
            case NOT_READY -> InstrumentState.BUSY;
            case FROZEN -> InstrumentState.FROZEN;
            case LYING -> InstrumentState.LYING;
            case OK, DISCONNECTED -> InstrumentState.OK;
        };
        return new Look(state, Looks.detail(state, scan.values()), Looks.values(scan.values()), null);
    }
}
