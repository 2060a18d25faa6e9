package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseReview;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.cases.EnforcementCase.LockState;
import io.plumewatch.enforcement.cases.EnforcementCase.ReferralState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads cases whole: the row, its findings and the reviews of its present grounds. */
@Repository
class CaseStore {

    private static final String OF_IDS = "select * from enforcement_case where case_id in (:ids) order by case_id";

    private static final String IDS_OF_VEHICLE =
            "select case_id from enforcement_case where vehicle_id = :vehicle order by case_id";

    private static final String FINDINGS =
            "select * from case_finding where case_id in (:ids) order by case_id, ordinal";

    private static final String REVIEWS = """
            select r.* from case_review r join enforcement_case c using (case_id)
            where r.case_id in (:ids) and r.grounds = c.grounds
            order by r.review_id
            """;

    private static final String PAGE = """
            select case_id from enforcement_case
            where case_id > :after
              and area_code like any (string_to_array(:areas, ','))
              and (:state = '' or state = :state)
              and (:lock = '' or lock = :lock)
              and (:referral = '' or referral = :referral)
            order by case_id
            limit :limit
            """;

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<KnownCase> find(String caseId) {
        return load(List.of(caseId)).stream().findFirst();
    }

    /** Returns the vehicle's cases, oldest first. */
    List<KnownCase> ofVehicle(long vehicleId) {
        return load(jdbc.sql(IDS_OF_VEHICLE)
                .param("vehicle", vehicleId)
                .query(String.class)
                .list());
    }

    /** Returns a page of cases by id. */
    List<KnownCase> page(CaseFilter filter, List<String> areaPatterns, int limit) {
        return load(jdbc.sql(PAGE)
                .param("after", filter.after())
                .param("areas", String.join(",", areaPatterns))
                .param("state", filter.state())
                .param("lock", filter.lock())
                .param("referral", filter.referral())
                .param("limit", limit)
                .query(String.class)
                .list());
    }

    private List<KnownCase> load(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, List<CaseFinding>> findings = grouped(FINDINGS, ids, CaseStore::finding);
        Map<String, List<CaseReview>> reviews = grouped(REVIEWS, ids, CaseStore::review);
        return jdbc.sql(OF_IDS)
                .param("ids", ids)
                .query((row, number) -> known(row, findings, reviews))
                .list();
    }

    private <T> Map<String, List<T>> grouped(String sql, List<String> ids, RowReader<T> reader) {
        Map<String, List<T>> byCase = new HashMap<>();
        jdbc.sql(sql).param("ids", ids).query(row -> {
            byCase.computeIfAbsent(row.getString("case_id"), id -> new ArrayList<>())
                    .add(reader.read(row));
        });
        return byCase;
    }

    private static KnownCase known(
            ResultSet row, Map<String, List<CaseFinding>> findings, Map<String, List<CaseReview>> reviews)
            throws SQLException {
        String caseId = row.getString("case_id");
        EnforcementCase shown = new EnforcementCase(
                caseId,
                row.getInt("version"),
                row.getLong("vehicle_id"),
                row.getString("number"),
                row.getString("type"),
                row.getString("rule"),
                row.getString("area_code"),
                CaseState.valueOf(row.getString("state")),
                LockState.valueOf(row.getString("lock")),
                ReferralState.valueOf(row.getString("referral")),
                instant(row, "opened_at"),
                instantOrNull(row, "confirmed_at"),
                instantOrNull(row, "repair_deadline"),
                findings.getOrDefault(caseId, List.of()),
                reviews.getOrDefault(caseId, List.of()));
        return new KnownCase(
                shown,
                row.getString("policy_version"),
                row.getString("prior_case_id"),
                instantOrNull(row, "closed_at"),
                row.getString("close_code"),
                row.getString("close_reason"));
    }

    private static CaseFinding finding(ResultSet row) throws SQLException {
        return new CaseFinding(
                CaseFinding.Part.valueOf(row.getString("part")),
                row.getString("pass_key"),
                instant(row, "measured_at"),
                row.getString("pollutant"),
                row.getDouble("measured_value"),
                row.getDouble("limit_value"),
                row.getString("unit"),
                row.getString("limit_version"));
    }

    private static CaseReview review(ResultSet row) throws SQLException {
        return new CaseReview(
                row.getString("officer"), row.getBoolean("confirm"), row.getString("reason"), instant(row, "at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime parameter(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @FunctionalInterface
    private interface RowReader<T> {

        T read(ResultSet row) throws SQLException;
    }
}
