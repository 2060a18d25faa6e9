package io.plumewatch.enforcement.facts.air;

import io.plumewatch.wire.hj212.Hj212Command;
import java.util.Optional;

/** What a reading is of. */
enum Period {
    REALTIME,
    MINUTE,
    HOUR,
    DAY;

    /** Returns the period of a command's data; empty for one that brings none. */
    static Optional<Period> of(String cn) {
        return switch (cn) {
            case Hj212Command.REAL_TIME_DATA -> Optional.of(REALTIME);
            case Hj212Command.MINUTE_DATA -> Optional.of(MINUTE);
            case Hj212Command.HOUR_DATA -> Optional.of(HOUR);
            case Hj212Command.DAY_DATA -> Optional.of(DAY);
            default -> Optional.empty();
        };
    }
}
