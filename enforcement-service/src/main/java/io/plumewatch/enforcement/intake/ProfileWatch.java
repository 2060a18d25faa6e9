package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.wire.log.ProfileNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the profiles that gateways say they have with ours: a profile that we lack, or one of the same name and
 * version with other content, is found before the first reading is read wrongly or parked.
 */
final class ProfileWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileWatch.class);

    /** A gateway that has told nothing for so long is gone. */
    private static final Duration CURRENT = Duration.ofMinutes(3);

    private final Map<String, String> ours;
    private final Seals seals;
    private List<String> before = List.of();

    ProfileWatch(Map<String, String> ours, Seals seals) {
        this.ours = Map.copyOf(ours);
        this.seals = seals;
    }

    /** Returns what differs, by what the gateways said lately; newest notices first. */
    List<String> differences(List<RawEntry> notices, Instant now) {
        var newest = new TreeMap<String, ProfileNotice>();
        for (RawEntry raw : notices) {
            if (seals.problem(raw).isEmpty()) {
                read(raw, newest);
            }
        }
        var found = new TreeSet<String>();
        newest.values().stream()
                .filter(notice -> notice.at().isAfter(now.minus(CURRENT)))
                .forEach(notice -> compare(notice, found));
        List<String> all = List.copyOf(found);
        if (!all.equals(before) && !all.isEmpty()) {
            LOG.error("PROFILE_DIFFERS: {}", all);
        }
        before = all;
        return all;
    }

    private void compare(ProfileNotice notice, TreeSet<String> found) {
        notice.digests().forEach((id, theirs) -> {
            String digest = ours.get(id);
            if (digest == null) {
                found.add(notice.gateway() + " has " + id + ", which is missing here");
            } else if (!digest.equals(theirs)) {
                found.add(notice.gateway() + " has another " + id + " than is here");
            }
        });
    }

    private static void read(RawEntry raw, Map<String, ProfileNotice> newest) {
        try {
            ProfileNotice notice = ProfileNotice.of(raw.fields());
            newest.merge(notice.gateway(), notice, (a, b) -> a.at().isBefore(b.at()) ? b : a);
        } catch (IllegalArgumentException e) {
            LOG.debug("a notice of profiles cannot be read", e);
        }
    }
}
