package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Sites, check-points, companies and devices over the API. */
@EnforcementTest
class RegistryTests {

    @Autowired
    Environment environment;

    @Autowired
    FieldEquipment equipment;

    @Autowired
    JdbcClient jdbc;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String siteId = "S-" + suffix;
    private final String deviceNo = "RS-" + suffix;

    @Test
    void registersASiteOnceAndUpdatesItAfterwards() {
        assertThat(admin().post("/api/v1/sites", site("first name")).status()).isEqualTo(201);
        Http.Answer updated = admin().post("/api/v1/sites", site("second name"));

        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.at("/outcome")).isEqualTo("UPDATED");
        assertThat(admin().post("/api/v1/sites", site("second name")).at("/outcome"))
                .isEqualTo("UNCHANGED");
        assertThat(admin().get("/api/v1/sites/" + siteId).at("/name")).isEqualTo("second name");
        assertThat(equipment.site(siteId)).map(Site::slopeDeg).contains(1.5);
    }

    @Test
    void showsADevicesSecretOnceAndNeverChangesItByAPost() {
        admin().post("/api/v1/sites", site("a site"));
        Http.Answer created = admin().post("/api/v1/devices", device(siteId));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/secret")).hasSizeGreaterThan(30);

        Http.Answer again = admin().post("/api/v1/devices", device(siteId));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().has("secret")).isFalse();
        assertThat(admin().get("/api/v1/devices/" + deviceNo).json().has("secretSha256"))
                .isFalse();

        Http.Answer rotated = admin().post("/api/v1/devices/" + deviceNo + "/rotate-secret", "");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.at("/secret")).isNotEqualTo(created.at("/secret")).hasSizeGreaterThan(30);
    }

    @Test
    void namesTheItemAndFieldOfEveryMistakeAndStoresNothing() {
        Http.Answer answer = admin().post("/api/v1/devices", """
                [{"deviceNo": "%s", "kind": "RS_FIXED", "areaCode": "410800"},
                 {"deviceNo": "no", "kind": "TOASTER", "areaCode": "4108"},
                 {"deviceNo": "%s", "kind": "CAMERA", "areaCode": "410800", "vin": "IOQ", "verifiedFrom": "soon"}]
                """.formatted(deviceNo, deviceNo));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("field"))
                .containsExactly(
                        "[1].deviceNo", "[1].kind", "[1].areaCode", "[2].verifiedFrom", "[2].vin", "[2].deviceNo");
        assertThat(admin().get("/api/v1/devices/" + deviceNo).status()).isEqualTo(404);
    }

    @Test
    void refusesADeviceUnderAGatewaysNameAtTheBroker() {
        for (String name : List.of("gateway", "Gateway", "plumewatch-gateway")) {
            Http.Answer answer = admin().post(
                            "/api/v1/devices",
                            "[{\"deviceNo\": \"%s\", \"kind\": \"CAMERA\", \"areaCode\": \"410800\"}]".formatted(name));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/errors/0/field")).isEqualTo("[0].deviceNo");
        }
    }

    @Test
    void refusesADeviceOfASiteThatIsNotRegistered() {
        Http.Answer answer = admin().post("/api/v1/devices", device("S-unknown"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("siteId");
    }

    @Test
    void refusesADeviceAtASiteOfAnotherAreaAsIfThereWereNone() {
        admin().post("/api/v1/sites", site("in Jiaozuo"));
        Http kaifeng = Http.withToken(environment, "administrator of Kaifeng", "ADMIN", "410200");

        Http.Answer foreign = kaifeng.post("/api/v1/devices", device(siteId).replace("410800", "410200"));
        Http.Answer unknown =
                kaifeng.post("/api/v1/devices", device("S-unknown").replace("410800", "410200"));

        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.body().replace(siteId, "S-unknown")).isEqualTo(unknown.body());
    }

    @Test
    void keepsWhoChangedWhat() {
        Http officer = Http.withToken(environment, "officer of " + suffix, "OFFICER", "410800");
        String number = "豫HA"
                + suffix.substring(0, 4)
                        .toUpperCase(Locale.ROOT)
                        .replace('I', '1')
                        .replace('O', '0');
        String vehicle = """
                {"plate": {"number": "%s", "type": "01", "color": "YELLOW"}, "fuel": "B", "vehicleType": "H11",
                 "areaCode": "410800", "ownerName": "张三"}""".formatted(number);
        Http.Answer made = officer.post("/api/v1/vehicles", vehicle);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        officer.post("/api/v1/vehicles", vehicle);
        officer.post("/api/v1/vehicles", vehicle.replace("\"B\"", "\"A\""));
        admin().post("/api/v1/sites", site("first"));
        admin().post("/api/v1/sites", site("second"));

        assertThat(audited(number + "/01"))
                .containsExactly(
                        "officer of " + suffix + " VEHICLE_REGISTERED " + number + "/01",
                        "officer of " + suffix + " VEHICLE_CHANGED " + number + "/01 fuel: B -> A");
        assertThat(audited(siteId))
                .containsExactly(
                        "administrator SITE_REGISTERED " + siteId,
                        "administrator SITE_CHANGED " + siteId + " name: first -> second");
    }

    private List<String> audited(String subject) {
        return jdbc.sql("select person || ' ' || action || ' ' || subject from audit where subject like :subject || '%'"
                        + " order by audit_id")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    @Test
    void keepsTheSitesUpstreamOfACheckpoint() {
        admin().post("/api/v1/sites", site("upstream"));
        String checkpoint = """
                {"checkpointId": "CP-%s", "name": "south gate", "areaCode": "410800", "longitude": 113.2,
                 "latitude": 35.2, "upstreamSites": [{"siteId": "%s", "distanceKm": 2.5}]}
                """.formatted(suffix, siteId);
        assertThat(admin().post("/api/v1/checkpoints", checkpoint).status()).isEqualTo(201);
        assertThat(admin().post("/api/v1/checkpoints", checkpoint).at("/outcome"))
                .isEqualTo("UNCHANGED");

        assertThat(equipment.downstreamOf(siteId))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.upstreamSites()).containsExactly(new Checkpoint.UpstreamSite(siteId, 2.5)));
        assertThat(admin().get("/api/v1/checkpoints/CP-" + suffix).at("/upstreamSites/0/siteId"))
                .isEqualTo(siteId);
    }

    @Test
    void answersAnArrayWithTheOutcomeOfEachItem() {
        String companies = """
                [{"companyId": "A-%s", "name": "steel works", "areaCode": "410800", "fleetSize": 12},
                 {"companyId": "B-%s", "name": "cement works", "areaCode": "410800"}]
                """.formatted(suffix, suffix);
        Http.Answer answer = admin().post("/api/v1/companies", companies);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/items").findValuesAsString("outcome")).containsExactly("CREATED", "CREATED");
    }

    @Test
    void hidesOtherAreasAndRefusesToWriteThere() {
        String city = Http.withToken(environment, "administrator of Kaifeng", "ADMIN", "410200")
                .token();
        Http kaifeng = Http.as(environment, city);
        admin().post("/api/v1/sites", site("in Jiaozuo"));

        assertThat(kaifeng.get("/api/v1/sites/" + siteId).status()).isEqualTo(404);
        assertThat(kaifeng.post("/api/v1/sites", site("taken over")).at("/code"))
                .isEqualTo("FOREIGN_AREA");
        assertThat(kaifeng.get("/api/v1/sites?limit=1000").body()).doesNotContain(siteId);
    }

    @Test
    void listsPageByPageUntilNextIsNull() {
        for (int i = 0; i < 5; i++) {
            admin().post("/api/v1/companies", """
                    {"companyId": "P%d-%s", "name": "one of five", "areaCode": "411402"}""".formatted(i, suffix));
        }
        Http shangqiu = Http.withToken(environment, "officer of " + suffix, "OFFICER", "411402");
        int seen = 0;
        String next = "";
        do {
            JsonNode page =
                    shangqiu.get("/api/v1/companies?limit=2&after=" + next).json();
            seen += page.get("items").size();
            next = page.get("next").asString("");
        } while (!next.isEmpty());

        assertThat(seen).isEqualTo(5);
        assertThat(shangqiu.get("/api/v1/companies?after=!").at("/code")).isEqualTo("INVALID_CURSOR");
        assertThat(shangqiu.get("/api/v1/companies?limit=0").status()).isEqualTo(400);
        assertThat(shangqiu.get("/api/v1/companies?limit=x").at("/errors/0/field"))
                .isEqualTo("limit");
    }

    @Test
    void letsOneActiveTerminalCarryAVin() {
        String vin = "LGD" + "CHA1G8MA1" + String.format("%05d", suffix.hashCode() & 0x7fff);
        String terminal = """
                {"deviceNo": "%s", "kind": "OBD_TERMINAL", "areaCode": "410800", "vin": "%s", "state": "%s"}""";
        assertThat(admin().post("/api/v1/devices", terminal.formatted("O1-" + suffix, vin, "ACTIVE"))
                        .status())
                .isEqualTo(201);
        assertThat(admin().post("/api/v1/devices", terminal.formatted("O2-" + suffix, vin, "ACTIVE"))
                        .at("/code"))
                .isEqualTo("VIN_TAKEN");

        admin().post("/api/v1/devices", terminal.formatted("O1-" + suffix, vin, "SUSPENDED"));
        assertThat(admin().post("/api/v1/devices", terminal.formatted("O2-" + suffix, vin, "ACTIVE"))
                        .status())
                .isEqualTo(201);
    }

    private String site(String name) {
        return """
                {"siteId": "%s", "name": "%s", "areaCode": "410800", "longitude": 113.2418, "latitude": 35.2159,
                 "published": true, "publishedOn": "2026-01-01", "slopeDeg": 1.5, "unknownField": 1}
                """.formatted(siteId, name);
    }

    private String device(String site) {
        return """
                {"deviceNo": "%s", "kind": "RS_FIXED", "areaCode": "410800", "siteId": "%s",
                 "verifiedUntil": "2027-01-01"}
                """.formatted(deviceNo, site);
    }

    private Http admin() {
        return Http.asAdministrator(environment);
    }
}
