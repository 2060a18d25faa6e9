package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.registry.Checkpoint;
import io.plumewatch.enforcement.registry.FieldEquipment;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The boards that a caller may look at: check-points of its areas, and one board for each whole area. */
@Component
class CheckpointBoards {

    private static final String AREA = "AREA-";

    private final FieldEquipment equipment;
    private final Alerts alerts;

    CheckpointBoards(FieldEquipment equipment, Alerts alerts) {
        this.equipment = equipment;
        this.alerts = alerts;
    }

    /**
     * Refuses a board that is not there or not the caller's.
     *
     * @throws Refusal 404
     */
    void check(Caller caller, String boardId) {
        if (!caller.areas().cover(areaOf(boardId))) {
            throw Refusal.notFound("no check-point " + boardId + " in your areas");
        }
    }

    List<Board> of(Caller caller) {
        Stream<Board> checkpoints = equipment.checkpoints(caller.areas()).stream()
                .map(checkpoint -> new Board(checkpoint.checkpointId(), checkpoint.name()));
        Stream<Board> areas = Stream.concat(
                        caller.areas().codes().stream().map(code -> AREA + code),
                        alerts.areaBoards(caller.areas()).stream())
                .distinct()
                .sorted()
                .map(id -> new Board(id, id.substring(AREA.length())));
        return Stream.concat(checkpoints, areas).toList();
    }

    private String areaOf(String boardId) {
        if (boardId.startsWith(AREA)) {
            return boardId.substring(AREA.length());
        }
        return equipment
                .checkpoint(boardId)
                .map(Checkpoint::areaCode)
                .orElseThrow(() -> Refusal.notFound("no check-point " + boardId));
    }

    /** A board to choose. */
    record Board(String checkpointId, String name) {}
}
