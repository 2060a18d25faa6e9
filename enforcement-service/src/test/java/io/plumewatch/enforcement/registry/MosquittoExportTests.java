package io.plumewatch.enforcement.registry;

import static io.plumewatch.enforcement.registry.TestMosquitto.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The whole way from the registry to a broker that runs: what the service is told, a real Mosquitto obeys. */
@EnforcementTest
class MosquittoExportTests {

    @Autowired
    Environment environment;

    @Autowired
    BrokerPasswords passwords;

    @TempDir
    private Path folder;

    @Test
    void theBrokerAdmitsWhoIsRegisteredAndNoLongerWhoIsSuspended() throws Exception {
        var export = new MosquittoExport(
                new MosquittoSettings(
                        folder.toString(),
                        List.of("gateway"),
                        "gateway-secret",
                        TestMosquitto.pidFile(folder).toString()),
                passwords);
        String first = deviceNo();
        String firstSecret = post(first, "ACTIVE").at("/secret");
        export.look();
        try (var broker = TestMosquitto.start(folder)) {
            assertThat(publish(broker, first, firstSecret)).isZero();
            assertThat(publish(broker, "gateway", "gateway-secret")).isZero();

            String second = deviceNo();
            String secondSecret = post(second, "ACTIVE").at("/secret");
            export.look();
            eventually(() -> assertThat(publish(broker, second, secondSecret)).isZero());

            post(first, "SUSPENDED");
            export.look();
            eventually(() -> assertThat(publish(broker, first, firstSecret)).isNotZero());
            assertThat(publish(broker, second, secondSecret)).isZero();
        }
    }

    private static int publish(TestMosquitto broker, String user, String secret) throws Exception {
        return broker.publish(user, secret, "plumewatch/v1/" + user + "/pass", "a pass");
    }

    private Http.Answer post(String deviceNo, String state) {
        Http.Answer answer = Http.asAdministrator(environment)
                .post(
                        "/api/v1/devices",
                        "{\"deviceNo\": \"%s\", \"kind\": \"RS_MOBILE\", \"areaCode\": \"410800\", \"state\": \"%s\"}"
                                .formatted(deviceNo, state));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer;
    }

    private static String deviceNo() {
        return "RS-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
