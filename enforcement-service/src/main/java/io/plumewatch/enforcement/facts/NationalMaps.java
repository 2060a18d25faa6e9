package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.Profiles;
import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.CodeMaps;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The code maps with which national records are read.
 *
 * <p>A gateway acknowledges a record with the map that it has. If we lack that map, the record waits whole in the
 * quarantine: the stream goes on, for one unit with a new map must not hold up every other unit's evidence, and nothing
 * of it falls off until the map is here and an administrator has it applied.
 */
@Component
class NationalMaps implements Profiles {

    private static final String UNKNOWN_PROFILE = "UNKNOWN_PROFILE";

    private final CodeMaps maps;

    NationalMaps(NationalSettings settings) {
        this.maps = settings.maps();
    }

    @Override
    public Map<String, String> digests() {
        return maps.digests();
    }

    /** Returns whether an entry needs no map, or one that we have. */
    boolean has(LogEntry entry) {
        return entry.kind() == EntryKind.PASS || of(entry).isPresent();
    }

    Optional<CodeMap> of(LogEntry entry) {
        return maps.find(entry.profile());
    }

    /** Parks an entry whose map we lack. */
    void park(Rejections rejections, StoredEntry stored) {
        String wanted = "code map " + stored.entry().profile() + " in the directory of plumewatch.national.code-maps "
                + "(PLUMEWATCH_CODE_MAPS), as at the gateways; then re-inject. Here are " + maps.ids();
        rejections.park(stored, UNKNOWN_PROFILE, "profile", wanted);
    }
}
