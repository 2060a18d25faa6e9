package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.wire.plate.PlateColor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What a registration of a vehicle means for its past and its future. */
@EnforcementTest
class VehicleRegistrationTests {

    private static final AtomicInteger PLATES = new AtomicInteger();

    @Autowired
    Environment environment;

    @Autowired
    Vehicles vehicles;

    private final String number = plate();
    private final String vin = vin();

    @Test
    void normalisesThePlateAndKeepsWhatIsFiled() {
        Http.Answer answer =
                admin().post("/api/v1/vehicles", vehicle(number.substring(0, 2) + "·" + number.substring(2), "01", ""));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/plate/number")).isEqualTo(number);
        assertThat(vehicles.find(number, "01")).map(Vehicle::fuel).contains("B");
    }

    @Test
    void changesOfVinOrOwnerEndARunFromWhenTheyCount() {
        admin().post("/api/v1/vehicles", vehicle(number, "01", """
                , "vin": "%s", "ownerName": "Wang" """.formatted(vin)));
        admin().post("/api/v1/vehicles", vehicle(number, "01", """
                , "vin": "%s", "ownerName": "Li", "effectiveFrom": "2026-10-01T08:00:00+08:00" """.formatted(vin)));
        assertThat(breaks()).containsExactly(Instant.parse("2026-10-01T00:00:00Z"));

        admin().post("/api/v1/vehicles", vehicle(number, "01", """
                , "vin": "%s", "ownerName": "Li" """.formatted(vin())));
        assertThat(breaks())
                .hasSize(2)
                .last()
                .satisfies(at -> assertThat(at).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now()));
    }

    @Test
    void otherChangesCorrectThePastAndEndNoRun() {
        admin().post("/api/v1/vehicles", vehicle(number, "01", ""));
        Http.Answer corrected = admin().post("/api/v1/vehicles", vehicle(number, "01", """
                , "vin": "LGDCHA1G8MA127733", "ownerName": "Wang", "brand": "Dongfeng", "emissionStage": "5" """));

        assertThat(corrected.at("/outcome")).isEqualTo("UPDATED");
        assertThat(corrected.at("/warnings/0")).isEmpty();
        assertThat(breaks()).isEmpty();
    }

    @Test
    void aChangeOfPlateEndsTheRunsUnderBothPlates() {
        String newNumber = plate();
        admin().post("/api/v1/vehicles", vehicle(number, "01", ", \"vin\": \"" + vin + "\""));
        admin().post(
                        "/api/v1/vehicles",
                        vehicle(newNumber, "01", ", \"vin\": \"" + vin + "\", \"effectiveFrom\": \"2026-09-01\""));

        Instant moved = Instant.parse("2026-08-31T16:00:00Z");
        assertThat(breaks()).containsExactly(moved);
        assertThat(vehicles.find(newNumber, "01").map(Vehicle::vehicleId).map(vehicles::runBreaks))
                .hasValueSatisfying(breaks -> assertThat(breaks).containsExactly(moved));
    }

    @Test
    void resolvesAnObservedPlateOnlyWhenItIsOneVehicle() {
        admin().post("/api/v1/vehicles", "[" + vehicle(number, "01", "") + "," + vehicle(number, "02", "") + "]");

        assertThat(vehicles.resolve(number, "02", null)).map(Vehicle::type).contains("02");
        assertThat(vehicles.resolve(number, null, PlateColor.YELLOW))
                .map(Vehicle::type)
                .contains("01");
        assertThat(vehicles.resolve(number, null, PlateColor.BLUE))
                .map(Vehicle::type)
                .contains("02");
        assertThat(vehicles.resolve(number, null, null)).isEmpty();
        assertThat(vehicles.resolve(number, null, PlateColor.WHITE)).isEmpty();
        assertThat(vehicles.resolve(number, "23", null)).isEmpty();
    }

    @Test
    void namesWhatIsWrongAndWarnsOfWhatLooksWrong() {
        Http.Answer wrong = admin().post("/api/v1/vehicles", """
                [{"plate": {"number": "??", "type": "77"}, "fuel": "diesel", "vehicleType": "truck",
                  "areaCode": "410800", "effectiveFrom": "now"}]""");
        assertThat(wrong.json().at("/errors").findValuesAsString("field"))
                .containsExactly(
                        "[0].plate.number", "[0].plate.type", "[0].fuel", "[0].vehicleType", "[0].effectiveFrom");

        Http.Answer odd = admin().post("/api/v1/vehicles", vehicle(number, "51", ", \"vin\": \"LGDCHA1G0MA127733\""));
        assertThat(odd.status()).isEqualTo(201);
        assertThat(odd.json().get("warnings")).hasSize(2);
    }

    @Test
    void registersFiveThousandVehiclesWithinSeconds() {
        String fleet = IntStream.range(0, 5000)
                .mapToObj(i -> vehicle(plate(), "01", ", \"brand\": \"Jiefang\""))
                .collect(Collectors.joining(",", "[", "]"));
        Instant start = Instant.now();
        Http.Answer created = admin().post("/api/v1/vehicles", fleet);
        Http.Answer updated = admin().post("/api/v1/vehicles", fleet.replace("Jiefang", "Dongfeng"));

        assertThat(created.status()).isEqualTo(200);
        assertThat(updated.json().at("/items/4999/outcome").stringValue()).isEqualTo("UPDATED");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    private List<Instant> breaks() {
        return vehicles.runBreaks(vehicles.find(number, "01").orElseThrow().vehicleId());
    }

    private static String vin() {
        return String.format(Locale.ROOT, "LGDCHA1G8MB%06d", PLATES.incrementAndGet());
    }

    private static String plate() {
        return String.format(Locale.ROOT, "豫U%05d", PLATES.incrementAndGet());
    }

    private static String vehicle(String plate, String type, String more) {
        return """
                {"plate": {"number": "%s", "type": "%s"}, "fuel": "B", "vehicleType": "H11", "areaCode": "410800"%s}
                """.formatted(plate, type, more);
    }

    private Http admin() {
        return Http.asAdministrator(environment);
    }
}
