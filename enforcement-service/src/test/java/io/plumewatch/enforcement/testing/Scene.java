package io.plumewatch.enforcement.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A truck, a site with a unit, and a check-point down the road, for one test alone; written straight to the tables. */
public final class Scene {

    public static final String AREA = "410800";

    private static final AtomicInteger NEXT = new AtomicInteger(10_000);

    private final JdbcClient jdbc;
    private final int id = NEXT.incrementAndGet();
    private final long vehicleId;

    private Scene(JdbcClient jdbc, String state, String fuel) {
        this.jdbc = jdbc;
        this.vehicleId = vehicle(state, fuel);
        site();
    }

    /** A diesel truck that may be on the road. */
    public static Scene of(JdbcClient jdbc) {
        return new Scene(jdbc, "ACTIVE", "B");
    }

    public static Scene withVehicle(JdbcClient jdbc, String state, String fuel) {
        return new Scene(jdbc, state, fuel);
    }

    public String number() {
        return String.format(Locale.ROOT, "豫Q%05d", id);
    }

    public long vehicleId() {
        return vehicleId;
    }

    public String siteId() {
        return "SCENE-SITE-" + id;
    }

    public String deviceNo() {
        return "SC-RS-" + id;
    }

    public String checkpointId() {
        return "SCENE-CP-" + id;
    }

    public String caseId() {
        return "SCENE-C" + id;
    }

    /** A camera of the site, which is upstream of the check-point. */
    public String cameraNo() {
        return "SC-CAM-" + id;
    }

    public String passKey(String passId) {
        return deviceNo() + "/" + passId;
    }

    /** Records a pass of 34.1 % opacity with one named photo. */
    public void pass(String passId, Instant measuredAt) {
        String payload = """
                {"passId":"%s","measuredAt":"%s","plate":{"number":"%s","color":"YELLOW","type":"01","confidence":0.97},\
                "exhaust":{"opacityPercent":34.1},"photos":[]}""".formatted(passId, measuredAt, number());
        jdbc.sql("""
                insert into pass (pass_key, device_no, site_id, area_code, vehicle_id, number, type, color, measured_at,
                                  received_at, trust, clock, replayed, payload, payload_sha256, content_hash)
                values (:key, :device, :site, :area, :vehicle, :number, '01', 'YELLOW', :at, :at, 'ENROLLED', 'GOOD',
                        true, :payload, :key, :key)
                """)
                .param("key", passKey(passId))
                .param("device", deviceNo())
                .param("site", siteId())
                .param("area", AREA)
                .param("vehicle", vehicleId)
                .param("number", number())
                .param("at", measuredAt.atOffset(ZoneOffset.UTC))
                .param("payload", payload.getBytes(UTF_8))
                .update();
        photo(passId, 0, "FRONT");
    }

    /** Adds a photo to those that a recorded pass names. */
    public void photo(String passId, int position, String role) {
        jdbc.sql("insert into pass_photo (pass_key, position, role, sha256) values (:key, :position, :role, :sha256)")
                .param("key", passKey(passId))
                .param("position", position)
                .param("role", role)
                .param("sha256", String.format(Locale.ROOT, "%032x%032x", id, passId.hashCode() + position))
                .update();
    }

    /** Records a passed daily calibration of the opacity channel. */
    public void calibrate(Instant at) {
        String payload = """
                {"calibrationId":"c","performedAt":"%s","kind":"DAILY","result":"PASS",\
                "opacity":[{"referencePercent":30,"measuredPercent":30.2}]}""".formatted(at);
        jdbc.sql("""
                insert into calibration (calibration_key, device_no, performed_at, received_at, payload)
                values (:key, :device, :at, :at, :payload)
                """)
                .param("key", deviceNo() + "/c")
                .param("device", deviceNo())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("payload", payload.getBytes(UTF_8))
                .update();
    }

    /** Writes a case of two exceedances that its reviews have just confirmed, but tells nobody. */
    public void confirmedCase(Instant repairDeadline) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        pass("first", now.minus(10, ChronoUnit.DAYS));
        pass("second", now.minus(3, ChronoUnit.DAYS));
        jdbc.sql("""
                insert into enforcement_case (case_id, version, grounds, vehicle_id, number, type, rule, area_code, state,
                    lock, referral, opened_at, confirmed_at, repair_deadline, policy_version)
                values (:case, 3, 1, :vehicle, :number, '01', 'RS_TWO_CONSECUTIVE', :area, 'CONFIRMED',
                        'NONE', 'NONE', :now, :now, :deadline, 'DEFAULT-1')
                """)
                .param("case", caseId())
                .param("vehicle", vehicleId)
                .param("number", number())
                .param("area", AREA)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("deadline", repairDeadline.atOffset(ZoneOffset.UTC))
                .update();
        finding(0, "PRIOR", "first", now.minus(10, ChronoUnit.DAYS), 33.5);
        finding(1, "VIOLATION", "second", now.minus(3, ChronoUnit.DAYS), 34.1);
        for (String officer : new String[] {"officer-li", "officer-wang"}) {
            jdbc.sql("""
                    insert into case_review (case_id, grounds, officer, confirm, reason, policy_version, at)
                    values (:case, 1, :officer, true, '照片与数据一致', 'DEFAULT-1', now())
                    """).param("case", caseId()).param("officer", officer).update();
        }
    }

    private void finding(int ordinal, String part, String passId, Instant at, double value) {
        jdbc.sql("""
                insert into case_finding (case_id, ordinal, part, pass_key, measured_at, pollutant, measured_value,
                    limit_value, unit, limit_version)
                values (:case, :ordinal, :part, :pass, :at, 'OPACITY', :value, 30, '%', 'HJ845-2017')
                """)
                .param("case", caseId())
                .param("ordinal", ordinal)
                .param("part", part)
                .param("pass", passKey(passId))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("value", value)
                .update();
    }

    private long vehicle(String state, String fuel) {
        return jdbc.sql("""
                insert into vehicle (number, type, color, fuel, vehicle_type, area_code, emission_stage, brand,
                                     owner_name, state, registered_at)
                values (:number, '01', 'YELLOW', :fuel, 'H11', :area, '5', '解放', '张三', :state, now())
                returning vehicle_id
                """)
                .param("number", number())
                .param("fuel", fuel)
                .param("area", AREA)
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private void site() {
        jdbc.sql("""
                insert into site (site_id, name, area_code, longitude, latitude, published, road_name)
                values (:site, '焦作东', :area, 113.2418, 35.2159, true, 'G327')
                """).param("site", siteId()).param("area", AREA).update();
        for (String device : new String[] {deviceNo(), cameraNo()}) {
            jdbc.sql("""
                    insert into device (device_no, kind, area_code, site_id, certificate_no, verified_until, state,
                                        secret_sha256)
                    values (:device, :kind, :area, :site, 'JL-1', '2099-12-31', 'ACTIVE', :device)
                    """)
                    .param("device", device)
                    .param("kind", device.equals(deviceNo()) ? "RS_FIXED" : "CAMERA")
                    .param("area", AREA)
                    .param("site", siteId())
                    .update();
        }
        jdbc.sql("""
                insert into checkpoint (checkpoint_id, name, area_code, longitude, latitude)
                values (:checkpoint, '待王检查站', :area, 113.3, 35.2)
                """).param("checkpoint", checkpointId()).param("area", AREA).update();
        jdbc.sql(
                        "insert into checkpoint_upstream (checkpoint_id, site_id, distance_km) values (:checkpoint, :site, 3.2)")
                .param("checkpoint", checkpointId())
                .param("site", siteId())
                .update();
    }
}
