package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.log.EntryKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Records evidence, and has every vehicle assessed again that a new fact touches.
 *
 * <p>A batch is recorded as a whole and its vehicles are assessed once: facts may come in any order, so the verdict
 * after the last one is the verdict.
 */
@Component
class EvidenceHandler implements EntryHandler {

    private final NewPasses newPasses;
    private final NewCalibrations newCalibrations;
    private final NewChecks newChecks;
    private final NewPhotos newPhotos;
    private final Passes passes;
    private final Photos photos;
    private final Calibrations calibrations;
    private final FactLocks locks;
    private final Announcements announcements;
    private final Activity activity;

    EvidenceHandler(
            NewPasses newPasses,
            NewCalibrations newCalibrations,
            NewChecks newChecks,
            NewPhotos newPhotos,
            Passes passes,
            Photos photos,
            Calibrations calibrations,
            FactLocks locks,
            Announcements announcements,
            Activity activity) {
        this.newPasses = newPasses;
        this.newCalibrations = newCalibrations;
        this.newChecks = newChecks;
        this.newPhotos = newPhotos;
        this.passes = passes;
        this.photos = photos;
        this.calibrations = calibrations;
        this.locks = locks;
        this.announcements = announcements;
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(
                EntryKind.PASS,
                EntryKind.NATIONAL_PASS,
                EntryKind.NATIONAL_SMOKE,
                EntryKind.CALIBRATION,
                EntryKind.NATIONAL_CHECK,
                EntryKind.PHOTO);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        List<NewPass> fresh =
                newPasses.among(of(entries, EntryKind.PASS, EntryKind.NATIONAL_PASS, EntryKind.NATIONAL_SMOKE));
        Set<String> calibrated = new HashSet<>(newCalibrations.record(of(entries, EntryKind.CALIBRATION)));
        calibrated.addAll(newChecks.record(of(entries, EntryKind.NATIONAL_CHECK)));
        Set<String> pictures = new HashSet<>(newPhotos.record(of(entries, EntryKind.PHOTO)));
        // A photo that another pass names too weakens that pass as well.
        fresh.forEach(pass -> pass.pass().photos().forEach(photo -> pictures.add(photo.sha256())));

        // What is found last holds to the end: nobody else adds evidence now, and our own passes come on top.
        var touched = new TreeSet<Long>();
        locks.lock(() -> {
            touched.clear();
            touched.addAll(touched(calibrated, pictures));
            var all = new TreeSet<>(touched);
            all.addAll(newPasses.owners(fresh));
            return all;
        });
        List<NewPass> resolved = newPasses.resolved(fresh);
        passes.insert(resolved);

        resolved.stream().flatMap(pass -> Stream.ofNullable(pass.vehicleId())).forEach(touched::add);
        announcements.recorded(touched, resolved);
        activity.count(entries);
    }

    private Set<Long> touched(Set<String> calibrated, Set<String> pictures) {
        var touched = new TreeSet<Long>();
        if (!calibrated.isEmpty()) {
            touched.addAll(calibrations.vehiclesNeeding(calibrated));
        }
        if (!pictures.isEmpty()) {
            touched.addAll(photos.vehiclesNaming(pictures));
        }
        return touched;
    }

    private static List<StoredEntry> of(List<StoredEntry> entries, EntryKind... kinds) {
        var wanted = Set.of(kinds);
        var some = new ArrayList<>(entries);
        some.removeIf(stored -> !wanted.contains(stored.entry().kind()));
        return some;
    }
}
