package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.rs.RsAck;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttException;

/** A site with its unit, registered over the API for one test alone, so that tests do not see one another. */
final class Roadside implements AutoCloseable {

    static final String AREA = "410800";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.currentTimeMillis() / 1000 % 40_000));

    private final TestCity city;
    private final String siteId;
    private final String deviceNo;
    private final String secret;
    private final Unit unit;

    private Roadside(TestCity city, String siteId, String deviceNo, String secret, Unit unit) {
        this.city = city;
        this.siteId = siteId;
        this.deviceNo = deviceNo;
        this.secret = secret;
        this.unit = unit;
    }

    /** Registers a published site in Jiaozuo and its fixed unit, and connects the unit. */
    static Roadside open(TestCity city) throws MqttException {
        String siteId = "SITE-" + NEXT.incrementAndGet();
        site(city, siteId, AREA);
        String deviceNo = "RS-" + NEXT.incrementAndGet();
        String secret = device(city, deviceNo, siteId, AREA);
        return new Roadside(city, siteId, deviceNo, secret, Unit.connect(city, deviceNo, secret));
    }

    static void site(TestCity city, String siteId, String areaCode) {
        site(city, siteId, areaCode, true);
    }

    private static void site(TestCity city, String siteId, String areaCode, boolean published) {
        var site = new LinkedHashMap<String, Object>(Map.of(
                "siteId",
                siteId,
                "name",
                "焦作 " + siteId,
                "areaCode",
                areaCode,
                "longitude",
                113.2418,
                "latitude",
                35.2159,
                "published",
                published,
                "roadName",
                "G327",
                "direction",
                "E",
                "slopeDeg",
                1.1));
        city.admin().post("/api/v1/sites", site).ok();
    }

    /** Registers a unit and returns its secret. */
    static String device(TestCity city, String deviceNo, String siteId, String areaCode) {
        var device = Map.of(
                "deviceNo",
                deviceNo,
                "kind",
                "RS_FIXED",
                "areaCode",
                areaCode,
                "siteId",
                siteId,
                "certificateNo",
                "JL-" + deviceNo,
                "verifiedFrom",
                "2026-01-01",
                "verifiedUntil",
                "2099-12-31");
        return city.admin()
                .post("/api/v1/devices", device)
                .ok()
                .required("secret")
                .stringValue();
    }

    /** Registers a heavy diesel truck that nobody else has. */
    Truck truck() {
        var truck = new Truck(String.format(Locale.ROOT, "豫H%05d", NEXT.incrementAndGet()), "01");
        var vehicle = Map.of(
                "plate", Map.of("number", truck.number(), "type", truck.type(), "color", "YELLOW"),
                "fuel", "B",
                "vehicleType", "H11",
                "areaCode", AREA,
                "emissionStage", "5",
                "firstRegisteredOn", "2019-05-01",
                "bodyColor", "WHITE");
        city.admin().post("/api/v1/vehicles", vehicle).ok();
        return truck;
    }

    /** Suspends the unit. */
    void suspend() {
        city.admin()
                .post(
                        "/api/v1/devices",
                        Map.of(
                                "deviceNo", deviceNo,
                                "kind", "RS_FIXED",
                                "areaCode", AREA,
                                "siteId", siteId,
                                "state", "SUSPENDED"))
                .ok();
    }

    /** Says whether the site is made known to drivers, as the law wants before it counts. */
    void publish(boolean published) {
        site(city, siteId, AREA, published);
    }

    Unit unit() {
        return unit;
    }

    String deviceNo() {
        return deviceNo;
    }

    String secret() {
        return secret;
    }

    String siteId() {
        return siteId;
    }

    /** Sends a passed daily calibration of every component on the local day of the instant. */
    void calibrate(Instant day) {
        LocalDate date = day.atZone(ZONE).toLocalDate();
        String id = deviceNo + "-" + date;
        String calibration =
                """
                {"calibrationId":"%s","performedAt":"%s","kind":"DAILY","result":"PASS",
                 "gas":[{"component":"CO","referencePpm":5000,"measuredPpm":5010},
                        {"component":"CO2","referencePpm":120000,"measuredPpm":120100},
                        {"component":"HC","referencePpm":300,"measuredPpm":298},
                        {"component":"NO","referencePpm":1500,"measuredPpm":1496}],
                 "opacity":[{"referencePercent":30,"measuredPercent":30.2}]}""".formatted(id, PassDraft.text(date.atStartOfDay(ZONE).toInstant()));
        RsAck ack = unit.ask("calibration", calibration.getBytes(java.nio.charset.StandardCharsets.UTF_8), id);
        assertThat(ack.outcome()).isEqualTo(RsAck.Outcome.STORED);
    }

    /** Publishes a pass and returns the answer. */
    RsAck send(PassDraft pass) {
        return unit.ask("pass", pass.bytes(), pass.passId());
    }

    /** Publishes photos and waits until each is stored. */
    List<Photo> store(Photo... photos) {
        for (Photo photo : photos) {
            assertThat(unit.ask("photo/" + photo.sha256(), photo.jpeg(), photo.sha256()))
                    .isEqualTo(new RsAck(photo.sha256(), RsAck.Outcome.STORED, null));
        }
        return List.of(photos);
    }

    @Override
    public void close() throws MqttException {
        unit.close();
    }
}
