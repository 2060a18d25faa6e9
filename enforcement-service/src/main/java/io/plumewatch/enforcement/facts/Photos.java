package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.facts.PassFact.StoredPhoto;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which photos the store has, and which passes name them. */
@Repository
class Photos {

    private static final String NAMED_BY = """
            select named.pass_key, named.role, named.sha256, named.taken_at,
                   photo.sha256 is not null as stored,
                   exists (select 1 from pass_photo other
                            where other.sha256 = named.sha256 and other.pass_key <> named.pass_key) as shared
              from pass_photo named
              left join photo on photo.sha256 = named.sha256
             where named.pass_key {of}
             order by named.pass_key, named.position
            """;

    private static final String NAMED_BY_PASSES = NAMED_BY.replace("{of}", "= any(:keys)");

    private static final String NAMED_BY_VEHICLES =
            NAMED_BY.replace("{of}", "in (select pass_key from pass where vehicle_id = any(?))");

    private static final String VEHICLES_NAMING = """
            select distinct pass.vehicle_id
              from pass_photo join pass using (pass_key)
             where pass_photo.sha256 = any(:hashes) and pass.vehicle_id is not null
            """;

    private static final String AREAS_NAMING = """
            select distinct pass.area_code from pass_photo join pass using (pass_key) where pass_photo.sha256 = :sha256
            """;

    private static final String NOTE = """
            insert into photo (sha256, bytes, stored_at, noted_at) values (:sha256, :bytes, :storedAt, :notedAt)
            on conflict (sha256) do update set noted_at = greatest(photo.noted_at, excluded.noted_at)
            returning xmax = 0
            """;

    private static final String FORGET_UNNAMED = """
            delete from photo
             where sha256 in (select sha256 from photo
                               where noted_at < :before
                                 and not exists (select 1 from pass_photo where pass_photo.sha256 = photo.sha256)
                               order by noted_at
                               limit :limit
                               for update skip locked)
            returning sha256
            """;

    private final JdbcClient jdbc;

    Photos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The photos of one pass. */
    record OfPass(List<StoredPhoto> photos, boolean shared) {

        static final OfPass NONE = new OfPass(List.of(), false);

        private OfPass with(StoredPhoto photo, boolean sharedToo) {
            var more = new ArrayList<>(photos);
            more.add(photo);
            return new OfPass(more, shared || sharedToo);
        }
    }

    /** A photo that a pass names, and whether another pass does so too. */
    record Named(String passKey, StoredPhoto photo, boolean shared) {}

    /** Returns the photos that passes name, by pass key; a pass that names none is absent. */
    Map<String, OfPass> namedBy(Collection<String> passKeys) {
        return byPass(jdbc.sql(NAMED_BY_PASSES)
                .param("keys", passKeys.toArray(String[]::new))
                .query(Photos::named)
                .list());
    }

    /** Returns the photos that the vehicles' passes name, when the trip is made. */
    static List<Named> namedByVehicles(OneTrip trip) {
        return trip.ask(NAMED_BY_VEHICLES, Photos::named);
    }

    static Map<String, OfPass> byPass(List<Named> photos) {
        var named = new HashMap<String, OfPass>();
        photos.forEach(one -> named.merge(
                one.passKey(),
                OfPass.NONE.with(one.photo(), one.shared()),
                (before, first) -> before.with(one.photo(), one.shared())));
        return named;
    }

    private static Named named(ResultSet row, int n) throws SQLException {
        return new Named(
                row.getString("pass_key"),
                new StoredPhoto(
                        row.getString("role"),
                        row.getString("sha256"),
                        instant(row.getObject("taken_at", OffsetDateTime.class)),
                        row.getBoolean("stored")),
                row.getBoolean("shared"));
    }

    /** Returns the vehicles with passes that name one of the photos. */
    Set<Long> vehiclesNaming(Collection<String> hashes) {
        return new TreeSet<>(jdbc.sql(VEHICLES_NAMING)
                .param("hashes", hashes.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    /** Returns the areas of the passes that name a photo. */
    List<String> areasNaming(String sha256) {
        return jdbc.sql(AREAS_NAMING)
                .param("sha256", sha256)
                .query(String.class)
                .list();
    }

    /** Returns whether the photo was news; one that came in again waits anew for a pass that names it. */
    boolean note(String sha256, int bytes, Instant storedAt, Instant now) {
        return jdbc.sql(NOTE)
                .param("sha256", sha256)
                .param("bytes", bytes)
                .param("storedAt", storedAt.atOffset(ZoneOffset.UTC))
                .param("notedAt", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Forgets photos that were last noted before a time and that no pass names; returns their digests. */
    List<String> forgetUnnamed(Instant before, int limit) {
        return jdbc.sql(FORGET_UNNAMED)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
