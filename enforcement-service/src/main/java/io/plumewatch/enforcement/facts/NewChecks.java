package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.NationalCheck;
import io.plumewatch.wire.national.NationalJson;
import io.plumewatch.wire.rs.RsCalibration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Records checks in the national form, each once, and as calibrations those that are one.
 *
 * <p>A check that states no standard and measured values, or no outcome, is kept and calibrates nothing.
 */
@Component
class NewChecks {

    private static final String INSERT = """
            insert into device_check (check_key, device_no, performed_at, received_at, kind, passed, calibration, profile,
                                      content_hash, payload, warnings)
            values (:key, :device, :performedAt, :receivedAt, :kind, :passed, :calibration, :profile, :hash, :payload,
                    :warnings)
            on conflict (check_key) do nothing
            """;

    private static final String HASH = "select content_hash from device_check where check_key = :key";

    private final JdbcClient jdbc;
    private final Calibrations calibrations;
    private final Rejections rejections;
    private final NationalMaps maps;

    NewChecks(JdbcClient jdbc, Calibrations calibrations, Rejections rejections, NationalMaps maps) {
        this.jdbc = jdbc;
        this.calibrations = calibrations;
        this.rejections = rejections;
        this.maps = maps;
    }

    /** Returns the keys of those that were news and are calibrations; a used id is rejected. */
    Set<String> record(List<StoredEntry> entries) {
        var news = new HashSet<String>();
        for (StoredEntry stored : entries) {
            CodeMap map = maps.of(stored.entry()).orElse(null);
            if (map == null) {
                maps.park(rejections, stored);
                continue;
            }
            Decoded<NationalCheck> decoded = NationalJson.check(stored.entry().payload(), map);
            if (decoded instanceof Decoded.Ok<NationalCheck> ok) {
                if (record(stored, ok.value())) {
                    news.add(stored.entry().key());
                }
            } else {
                Unreadable.reject(rejections, stored, (Decoded.Bad<?>) decoded);
            }
        }
        return news;
    }

    private boolean record(StoredEntry stored, NationalCheck check) {
        String hash = NationalJson.contentHash(stored.entry().payload());
        if (!insert(stored.entry(), check, hash)) {
            if (!jdbc.sql(HASH)
                    .param("key", stored.entry().key())
                    .query(String.class)
                    .single()
                    .equals(hash)) {
                rejections.reject(stored, "CHECK_ID_REUSED", "JLBH", "a number that stands for one check for ever");
            }
            return false;
        }
        RsCalibration calibration = check.calibration();
        if (calibration == null) {
            return false;
        }
        if (!calibrations.insertTranslated(stored.entry(), calibration)) {
            rejections.reject(
                    stored, "CALIBRATION_ID_REUSED", "JLBH", "a number that no calibration of the unit has already");
            return false;
        }
        return true;
    }

    private boolean insert(LogEntry entry, NationalCheck check, String hash) {
        return jdbc.sql(INSERT)
                        .param("key", entry.key())
                        .param("device", entry.device())
                        .param("performedAt", check.performedAt().withOffsetSameInstant(ZoneOffset.UTC))
                        .param("receivedAt", entry.receivedAt().atOffset(ZoneOffset.UTC))
                        .param("kind", check.kind().name())
                        .param("passed", check.passed())
                        .param("calibration", check.calibration() != null)
                        .param("profile", check.profile())
                        .param("hash", hash)
                        .param("payload", entry.payload())
                        .param("warnings", StoredWarnings.write(check.warnings()))
                        .update()
                == 1;
    }
}
