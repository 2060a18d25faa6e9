package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The check-points with the sites up the road. */
@Repository
class Checkpoints {

    /** With one row a site up the road, or one without a site. */
    private static final String SELECT = """
            select checkpoint_id, name, area_code, longitude, latitude, site_id, distance_km
              from checkpoint left join checkpoint_upstream using (checkpoint_id)
            """;

    private static final String IN_ORDER = " order by checkpoint_id, site_id";

    private static final String FIND = SELECT + "where checkpoint_id = any (:ids)" + IN_ORDER;

    private static final String DOWNSTREAM = SELECT
            + "where checkpoint_id in (select checkpoint_id from checkpoint_upstream where site_id = :siteId)"
            + IN_ORDER;

    private static final String IN_AREAS = SELECT + "where area_code like any (:areas)" + IN_ORDER;

    private static final String FORGET_UPSTREAM = "delete from checkpoint_upstream where checkpoint_id = any (:ids)";

    private static final String ADD_UPSTREAM = """
            insert into checkpoint_upstream (checkpoint_id, site_id, distance_km)
            select checkpoint_id, site_id, distance_km
              from jsonb_populate_recordset(null::checkpoint_upstream, cast(:rows as jsonb))
            """;

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns those that exist, in key order. */
    List<Checkpoint> find(Collection<String> ids) {
        return read(jdbc.sql(FIND).param("ids", ids.toArray(String[]::new)));
    }

    /** Returns those that list the site upstream, in key order. */
    List<Checkpoint> downstreamOf(String siteId) {
        return read(jdbc.sql(DOWNSTREAM).param("siteId", siteId));
    }

    List<Checkpoint> in(Areas areas) {
        return read(jdbc.sql(IN_AREAS).param("areas", areas.patterns().toArray(String[]::new)));
    }

    Map<String, Checkpoint> byId(Collection<String> ids) {
        return find(ids).stream().collect(Collectors.toMap(Checkpoint::checkpointId, checkpoint -> checkpoint));
    }

    /** Makes the sites up the road those of the given check-points, whatever they were. */
    void replaceUpstream(List<Checkpoint> checkpoints) {
        record Row(
                String checkpointId,
                String siteId,
                @Nullable Double distanceKm) {}
        List<Row> rows = checkpoints.stream()
                .flatMap(checkpoint -> checkpoint.upstreamSites().stream()
                        .map(site -> new Row(checkpoint.checkpointId(), site.siteId(), site.distanceKm())))
                .toList();
        jdbc.sql(FORGET_UPSTREAM)
                .param("ids", checkpoints.stream().map(Checkpoint::checkpointId).toArray(String[]::new))
                .update();
        jdbc.sql(ADD_UPSTREAM).param("rows", Register.rows(rows)).update();
    }

    static Checkpoint withoutUpstream(ResultSet row, int rowNumber) throws SQLException {
        return new Checkpoint(
                row.getString("checkpoint_id"),
                row.getString("name"),
                row.getString("area_code"),
                row.getDouble("longitude"),
                row.getDouble("latitude"),
                List.of());
    }

    private static List<Checkpoint> read(JdbcClient.StatementSpec select) {
        return List.copyOf(select.query((row, number) -> one(row)).list().stream()
                .collect(Collectors.toMap(
                        Checkpoint::checkpointId, Function.identity(), Checkpoints::joined, LinkedHashMap::new))
                .values());
    }

    private static Checkpoint one(ResultSet row) throws SQLException {
        String siteId = row.getString("site_id");
        return with(
                withoutUpstream(row, 0),
                siteId == null
                        ? List.of()
                        : List.of(new Checkpoint.UpstreamSite(siteId, row.getObject("distance_km", Double.class))));
    }

    private static Checkpoint joined(Checkpoint before, Checkpoint more) {
        return with(
                before,
                Stream.concat(before.upstreamSites().stream(), more.upstreamSites().stream())
                        .toList());
    }

    private static Checkpoint with(Checkpoint checkpoint, List<Checkpoint.UpstreamSite> upstream) {
        return new Checkpoint(
                checkpoint.checkpointId(),
                checkpoint.name(),
                checkpoint.areaCode(),
                checkpoint.longitude(),
                checkpoint.latitude(),
                upstream);
    }
}
