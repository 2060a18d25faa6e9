package io.plumewatch.enforcement.registry;

import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;

/**
 * One kind of registered object: its table, its natural key, and how a row becomes an object and back. An object's
 * fields are the table's columns, in snake case.
 *
 * @param columns all columns, the key first
 */
record Shelf<T>(
        String table,
        String keyColumn,
        String columns,
        Function<T, String> key,
        Function<T, String> areaCode,
        RowMapper<T> rows) {

    static final Shelf<Site> SITES = new Shelf<>(
            "site",
            "site_id",
            "site_id, name, area_code, longitude, latitude, published, published_on, road_name, direction, slope_deg",
            Site::siteId,
            Site::areaCode,
            EquipmentRows::site);

    static final Shelf<EnrolledDevice> DEVICES = new Shelf<>(
            "device",
            "device_no",
            "device_no, kind, area_code, site_id, vin, iccid, certificate_no, verified_from, verified_until,"
                    + " public_key, profile, mn, state, secret_sha256, password_sha256",
            EnrolledDevice::deviceNo,
            enrolled -> enrolled.device().areaCode(),
            EnrolledDevice::map);

    /** Without the sites upstream, which stand in a table of their own. */
    static final Shelf<Checkpoint> CHECKPOINTS = new Shelf<>(
            "checkpoint",
            "checkpoint_id",
            "checkpoint_id, name, area_code, longitude, latitude",
            Checkpoint::checkpointId,
            Checkpoint::areaCode,
            Checkpoints::withoutUpstream);

    static final Shelf<Company> COMPANIES = new Shelf<>(
            "company",
            "company_id",
            "company_id, name, area_code, uscc, fleet_size",
            Company::companyId,
            Company::areaCode,
            Company::map);

    String lockSql() {
        return "select %s from %s where %s = any (:keys) order by %s for no key update"
                .formatted(columns, table, keyColumn, keyColumn);
    }

    String insertSql() {
        return """
                insert into %s (%s)
                select %s from jsonb_populate_recordset(null::%s, cast(:rows as jsonb)) order by %s
                on conflict (%s) do nothing
                """.formatted(table, columns, columns, table, keyColumn, keyColumn);
    }

    /** One statement for all rows; they are locked already, so their order does not matter. */
    String updateSql() {
        String wanted = columns.replaceAll("(\\w+)", "wanted.$1");
        return """
                update %s as held
                   set (%s) = row (%s)
                  from jsonb_populate_recordset(null::%s, cast(:rows as jsonb)) as wanted
                 where held.%s = wanted.%s
                """.formatted(table, columns, wanted, table, keyColumn, keyColumn);
    }

    String pageSql() {
        return """
                select %s from %s
                 where %s > :after and area_code like any (:areas)
                 order by %s
                 limit :limit
                """.formatted(columns, table, keyColumn, keyColumn);
    }

    String findSql() {
        return "select %s from %s where %s = :key".formatted(columns, table, keyColumn);
    }
}
