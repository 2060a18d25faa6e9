package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.access.Secrets;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How devices speak and prove themselves: profile, MN and password of a station, public key of a terminal. */
@EnforcementTest
class DeviceProfileTests {

    /** The example key of GB/T 32918.5. */
    private static final String X = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020";

    private static final String Y = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BrokerPasswords brokerPasswords;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String deviceNo = "DP-" + suffix;

    @Test
    void keepsAStationsPasswordAsADigestAndNeverReturnsIt() {
        Http.Answer created = admin().post("/api/v1/devices", station(deviceNo, "MN_" + suffix, "ab-123"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/mn")).isEqualTo("MN_" + suffix);
        assertThat(created.body()).doesNotContain("ab-123").doesNotContain("password");
        assertThat(admin().get("/api/v1/devices/" + deviceNo).body()).doesNotContain("password");

        String digest = Secrets.sha256("MN_" + suffix + ":ab-123");
        assertThat(passwordSha256()).isEqualTo(digest);
        assertThat(admin().post("/api/v1/devices", station(deviceNo, "MN_" + suffix, null))
                        .at("/outcome"))
                .isEqualTo("UNCHANGED");
        assertThat(passwordSha256()).isEqualTo(digest);
    }

    @Test
    void filesAnIccidInCapitals() {
        String terminal = """
                {"deviceNo": "%s", "kind": "OBD_TERMINAL", "areaCode": "410800", "iccid": "898602c9123456789ab"}""";
        assertThat(admin().post("/api/v1/devices", terminal.formatted(deviceNo)).at("/iccid"))
                .isEqualTo("898602C9123456789AB");
    }

    @Test
    void letsTheBrokerCheckASecretWhileTheDeviceIsActive() {
        String unit =
                "{\"deviceNo\":\"" + deviceNo + "\",\"kind\":\"CAMERA\",\"areaCode\":\"410800\",\"state\":\"%s\"}";
        String first = admin().post("/api/v1/devices", unit.formatted("ACTIVE")).at("/secret");
        assertThat(hash()).isEqualTo(MosquittoHash.of(first, salt()));

        String second = admin().post("/api/v1/devices/" + deviceNo + "/rotate-secret", "")
                .at("/secret");
        assertThat(hash()).isEqualTo(MosquittoHash.of(second, salt())).isNotEqualTo(MosquittoHash.of(first, salt()));

        admin().post("/api/v1/devices", unit.formatted("SUSPENDED"));
        assertThat(brokerPasswords.admitted().hashes()).doesNotContainKey(deviceNo);
    }

    private String hash() {
        return Objects.requireNonNull(brokerPasswords.admitted().hashes().get(deviceNo));
    }

    private byte[] salt() {
        return Base64.getDecoder().decode(hash().split("\\$")[3]);
    }

    @Test
    void wantsThePasswordAgainUnderAnotherMn() {
        admin().post("/api/v1/devices", station(deviceNo, "MN_" + suffix, "123456"));

        Http.Answer refused = admin().post("/api/v1/devices", station(deviceNo, "XN_" + suffix, null));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("password");
        assertThat(admin().post("/api/v1/devices", station(deviceNo, "XN_" + suffix, "123456"))
                        .status())
                .isEqualTo(200);
        assertThat(passwordSha256()).isEqualTo(Secrets.sha256("XN_" + suffix + ":123456"));
    }

    @Test
    void letsOneActiveStationHaveAnMn() {
        String other = "DQ-" + suffix;
        admin().post("/api/v1/devices", station(deviceNo, null, "123456"));

        assertThat(admin().post("/api/v1/devices", station(other, deviceNo, "123456"))
                        .at("/code"))
                .isEqualTo("MN_TAKEN");

        admin().post("/api/v1/devices", station(deviceNo, null, "123456").replace("\"ACTIVE\"", "\"SUSPENDED\""));
        assertThat(admin().post("/api/v1/devices", station(other, deviceNo, "123456"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void namesWhatIsWrongWithMnPasswordAndProfile() {
        Http.Answer wrong = admin().post("/api/v1/devices", """
                {"deviceNo": "%s", "kind": "AIR_STATION", "areaCode": "410800", "mn": "a;b", "password": "12345",
                 "profile": "two words"}""".formatted(deviceNo));
        assertThat(wrong.json().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("mn", "password", "profile");

        Http.Answer camera = admin().post("/api/v1/devices", """
                {"deviceNo": "%s", "kind": "CAMERA", "areaCode": "410800", "mn": "a", "password": "123456"}""".formatted(deviceNo));
        assertThat(camera.json().at("/errors").findValuesAsString("field")).containsExactly("mn", "password");
    }

    @Test
    void takesAPointOfTheSm2CurveAsATerminalsKeyOnly() {
        assertThat(terminal("04" + X + Y).at("/publicKey")).isEqualTo(X + Y);
        assertThat(terminal(X + Y).at("/outcome")).isEqualTo("UNCHANGED");

        for (String wrong : new String[] {X, "03" + X + Y, X + X, X + Y.replace('C', 'G')}) {
            Http.Answer answer = terminal(wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.at("/errors/0/field")).as(wrong).isEqualTo("publicKey");
        }
    }

    private Http.Answer terminal(String publicKey) {
        return admin().post("/api/v1/devices", """
                {"deviceNo": "%s", "kind": "OBD_TERMINAL", "areaCode": "410800", "publicKey": "%s"}""".formatted(deviceNo, publicKey));
    }

    private static String station(String deviceNo, @Nullable String mn, @Nullable String password) {
        return """
                {"deviceNo": "%s", "kind": "AIR_STATION", "areaCode": "410800", "state": "ACTIVE"%s%s}""".formatted(
                        deviceNo,
                        mn == null ? "" : ", \"mn\": \"" + mn + "\"",
                        password == null ? "" : ", \"password\": \"" + password + "\"");
    }

    private String passwordSha256() {
        return jdbc.sql("select password_sha256 from device where device_no = :no")
                .param("no", deviceNo)
                .query(String.class)
                .single();
    }

    private Http admin() {
        return Http.asAdministrator(environment);
    }
}
