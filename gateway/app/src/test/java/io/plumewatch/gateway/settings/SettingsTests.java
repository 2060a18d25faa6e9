package io.plumewatch.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.gateway.mqtt.MqttSettings;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTests {

    @Test
    void nameTheKeyTheValueAndTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuarantineSettings(3, 1 << 20, 10, 100))
                .withMessage("plumewatch.quarantine.entries is 3 but must be 10..1000000");
    }

    @Test
    void showNoPassword() {
        var settings = new MqttSettings(
                "tcp://127.0.0.1:1883",
                "gateway",
                "very-secret",
                "client",
                100,
                1 << 26,
                Duration.ofSeconds(20),
                Duration.ofDays(1),
                "",
                "",
                "",
                new MqttSettings.Limits(256, 64),
                new MqttSettings.Rates(200, 1 << 23, Duration.ofSeconds(60), 5_000, 300));

        assertThat(settings.toString()).contains("gateway").doesNotContain("very-secret");
    }
}
