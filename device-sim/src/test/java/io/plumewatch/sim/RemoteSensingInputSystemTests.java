package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.rs.RsAck;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a broken or lying remote-sensing unit sends: each refused by name, and its neighbour never notices. */
@ExtendWith(CityExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteSensingInputSystemTests {

    private final TestCity city;
    private Roadside broken;
    private Roadside neighbour;
    private Truck truck;

    RemoteSensingInputSystemTests(TestCity city) {
        this.city = city;
    }

    @BeforeAll
    void openTheNeighbour() throws MqttException {
        neighbour = Roadside.open(city);
    }

    @AfterAll
    void closeTheNeighbour() throws MqttException {
        neighbour.close();
    }

    @BeforeEach
    void openASite() throws MqttException {
        broken = Roadside.open(city);
        truck = broken.truck();
    }

    @AfterEach
    void closeIt() throws MqttException {
        broken.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "not json", "{\"passId\":}"})
    void quarantinesBrokenJsonUnderTheHashOfThePayload(String payload) {
        assertQuarantined(
                payload.getBytes(UTF_8), "sha256:" + Sha256.hex(payload.getBytes(UTF_8)), "MALFORMED_JSON", null);
    }

    @Test
    void namesAMissingPlate() {
        PassDraft pass = PassDraft.of(truck, Instant.now());
        pass.json().remove("plate");

        assertQuarantined(pass.bytes(), pass.passId(), "MISSING_FIELD", "plate.number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"???", "", "豫H12345678901234567", "豫H\u00071234"})
    void namesAnImpossiblePlate(String number) {
        PassDraft pass = PassDraft.of(truck, Instant.now());
        pass.plate().put("number", number);

        assertQuarantined(pass.bytes(), pass.passId(), "OUT_OF_RANGE", "plate.number");
    }

    @Test
    void keepsAPlausiblePlateThatFitsNoFamily() {
        PassDraft pass = PassDraft.of(truck, Instant.now());
        pass.plate().put("number", "豫N00052学");

        assertThat(broken.send(pass).outcome()).isEqualTo(RsAck.Outcome.STORED);
    }

    @ParameterizedTest
    @CsvSource({
        "\"opacityPercent\":12.5, \"opacityPercent\":NaN, exhaust.opacityPercent",
        "\"opacityPercent\":12.5, \"opacityPercent\":Infinity, exhaust.opacityPercent",
        "\"opacityPercent\":12.5, \"opacityPercent\":-40, exhaust.opacityPercent",
        "\"opacityPercent\":12.5, \"opacityPercent\":250, exhaust.opacityPercent",
        "\"ringelmann\":0, \"ringelmann\":-1, exhaust.ringelmann",
        "\"noPpm\":300, \"noPpm\":1e9, exhaust.noPpm",
        "\"speedKmh\":43.2, \"speedKmh\":900, vehicle.speedKmh",
        "\"humidityPercent\":41, \"humidityPercent\":400, weather.humidityPercent",
        "\"latitude\":35.2159, \"latitude\":95, position.latitude",
        "\"confidence\":0.97, \"confidence\":97, plate.confidence"
    })
    void namesAValueThatCannotBe(String piece, String replacement, String field) {
        PassDraft pass = PassDraft.of(truck, Instant.now());

        assertQuarantined(pass.with(piece, replacement).getBytes(UTF_8), pass.passId(), "OUT_OF_RANGE", field);
    }

    @Test
    void takesSmallNegativeConcentrationsAsNoise() {
        PassDraft pass = PassDraft.of(truck, Instant.now()).opacity(-0.4);

        assertThat(broken.send(pass)).isEqualTo(new RsAck(pass.passId(), RsAck.Outcome.STORED, null));
    }

    @Test
    void quarantinesAClockInTheFuture() {
        PassDraft pass = PassDraft.of(truck, Instant.now().plus(Duration.ofMinutes(6)));

        assertQuarantined(pass.bytes(), pass.passId(), "CLOCK_AHEAD", "measuredAt");
    }

    @Test
    void toleratesAClockThatIsAMinuteAhead() {
        PassDraft pass = PassDraft.of(truck, Instant.now().plus(Duration.ofMinutes(1)));

        assertThat(broken.send(pass).outcome()).isEqualTo(RsAck.Outcome.STORED);
    }

    @Test
    void quarantinesAClockMoreThanAYearOldEvenIfReplayed() {
        PassDraft pass =
                PassDraft.of(truck, Instant.now().minus(Duration.ofDays(367))).replayed();

        assertQuarantined(pass.bytes(), pass.passId(), "TOO_OLD", "measuredAt");
    }

    @Test
    void quarantinesACalibrationWhoseClockIsAheadButNotALateOne() {
        String ahead = calibration("c-ahead", Instant.now().plus(Duration.ofMinutes(6)));
        String late = calibration("c-late", Instant.now().minus(Duration.ofDays(5)));

        assertThat(broken.unit().ask("calibration", ahead.getBytes(UTF_8), "c-ahead"))
                .isEqualTo(new RsAck("c-ahead", RsAck.Outcome.QUARANTINED, "CLOCK_AHEAD"));
        assertThat(broken.unit().ask("calibration", late.getBytes(UTF_8), "c-late"))
                .isEqualTo(new RsAck("c-late", RsAck.Outcome.STORED, null));
    }

    @Test
    void namesWhatIsMissingInACalibration() {
        String payload = calibration("c-1", Instant.now()).replace("\"result\":\"PASS\",", "");

        assertThat(broken.unit().ask("calibration", payload.getBytes(UTF_8), "c-1"))
                .isEqualTo(new RsAck("c-1", RsAck.Outcome.QUARANTINED, "MISSING_FIELD"));
        assertThat(newestQuarantined("MISSING_FIELD").path("field").asString()).isEqualTo("result");
    }

    @Test
    void quarantinesAPhotoThatIsNotWhatItsTopicSays() {
        Photo photo = Photo.take();
        String other = Photo.take().sha256();
        double before = city.counters().quarantined("rs", "PHOTO_HASH_MISMATCH");

        RsAck ack = broken.unit().ask("photo/" + other, photo.jpeg(), other);

        assertThat(ack).isEqualTo(new RsAck(other, RsAck.Outcome.QUARANTINED, "PHOTO_HASH_MISMATCH"));
        assertThat(newestQuarantined("PHOTO_HASH_MISMATCH").path("device").asString())
                .isEqualTo(broken.deviceNo());
        assertThat(city.counters().quarantined("rs", "PHOTO_HASH_MISMATCH")).isEqualTo(before + 1);
        neighbourGoesOn();
    }

    @Test
    void quarantinesAPhotoThatIsTooLargeOrNoPhoto() {
        byte[] large = Arrays.copyOf(Photo.take().jpeg(), 1024 * 1024 + 1);
        byte[] text = "no picture".getBytes(UTF_8);

        assertThat(broken.unit().ask("photo/" + Sha256.hex(large), large, Sha256.hex(large)))
                .isEqualTo(new RsAck(Sha256.hex(large), RsAck.Outcome.QUARANTINED, "TOO_LARGE"));
        assertThat(broken.unit().ask("photo/" + Sha256.hex(text), text, Sha256.hex(text)))
                .isEqualTo(new RsAck(Sha256.hex(text), RsAck.Outcome.QUARANTINED, "NOT_A_JPEG"));
        neighbourGoesOn();
    }

    @Test
    void storesARepeatedPassOnce() {
        PassDraft pass = PassDraft.of(truck, Instant.now());

        assertThat(broken.send(pass).outcome()).isEqualTo(RsAck.Outcome.STORED);
        assertThat(broken.send(pass.sentAt(Instant.now())).outcome())
                .isIn(RsAck.Outcome.STORED, RsAck.Outcome.DUPLICATE);

        neighbourGoesOn();
        assertThat(city.timesInTimeline(truck, pass.passId())).isEqualTo(1);
        assertThat(city.quarantinedByService("PASS_ID_REUSED", broken.deviceNo()))
                .isEmpty();
    }

    @Test
    void keepsTheSamePassIdWithOtherContentInTheServicesQuarantine() {
        PassDraft pass = PassDraft.of(truck, Instant.now());

        assertThat(broken.send(pass).outcome()).isEqualTo(RsAck.Outcome.STORED);
        broken.send(pass.opacity(61.0));

        Eventually.holds(() -> assertThat(city.quarantinedByService("PASS_ID_REUSED", broken.deviceNo()))
                .hasSize(1)
                .first()
                .satisfies(item -> assertThat(item.path("sample").asString()).doesNotContain(truck.number())));
        assertThat(city.timesInTimeline(truck, pass.passId())).isEqualTo(1);
        neighbourGoesOn();
    }

    /** Two black passes that came late without the mark: kept, but no case; the same two marked make one. */
    @Test
    void makesNothingOfALatePassWithoutTheMarkOfReplay() {
        Instant second = Instant.now().minus(Duration.ofHours(2));
        Instant first = second.minus(Duration.ofDays(3));
        Truck suspected = broken.truck();
        for (Instant day : new Instant[] {first, second}) {
            broken.calibrate(day);
            PassDraft unmarked = PassDraft.of(suspected, day).opacity(55).sentAt(Instant.now());
            assertThat(broken.send(unmarked)).isEqualTo(new RsAck(unmarked.passId(), RsAck.Outcome.STORED, null));
        }
        for (Instant day : new Instant[] {first, second}) {
            PassDraft marked = PassDraft.of(truck, day).opacity(55).replayed();
            assertThat(broken.send(marked).outcome()).isEqualTo(RsAck.Outcome.STORED);
        }

        city.awaitCase(truck);
        assertThat(city.casesOf(suspected)).isEmpty();
    }

    private static String calibration(String id, Instant performedAt) {
        return "{\"calibrationId\":\"" + id + "\",\"performedAt\":\"" + PassDraft.text(performedAt)
                + "\",\"kind\":\"DAILY\",\"result\":\"PASS\",\"opacity\":[{\"measuredPercent\":30}]}";
    }

    private void assertQuarantined(byte[] payload, String id, String reason, @Nullable String field) {
        double before = city.counters().quarantined("rs", reason);

        assertThat(broken.unit().ask("pass", payload, id)).isEqualTo(new RsAck(id, RsAck.Outcome.QUARANTINED, reason));

        JsonNode item = newestQuarantined(reason);
        assertThat(item.path("field").asString(null)).isEqualTo(field);
        assertThat(item.path("bytes").asInt()).isEqualTo(payload.length);
        assertThat(item.path("sample").asString()).doesNotContain(truck.number());
        assertThat(city.counters().quarantined("rs", reason)).isEqualTo(before + 1);
        assertThat(broken.unit().connected()).isTrue();
        neighbourGoesOn();
    }

    private JsonNode newestQuarantined(String reason) {
        JsonNode items = city.gateway()
                .get("/api/v1/quarantine?reason=" + reason + "&device=" + broken.deviceNo())
                .ok()
                .required("items");
        return StreamSupport.stream(items.spliterator(), false)
                .reduce((one, other) -> other)
                .orElseThrow(() -> new AssertionError("nothing in quarantine for " + reason));
    }

    private void neighbourGoesOn() {
        PassDraft pass = PassDraft.of(truck, Instant.now());
        assertThat(neighbour.send(pass)).isEqualTo(new RsAck(pass.passId(), RsAck.Outcome.STORED, null));
    }
}
