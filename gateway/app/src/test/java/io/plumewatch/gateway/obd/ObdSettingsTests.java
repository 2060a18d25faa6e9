package io.plumewatch.gateway.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.wire.obd.AckMode;
import io.plumewatch.wire.obd.ObdProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings as an operator writes them. */
class ObdSettingsTests {

    @Test
    void haveNeitherTlsNorOtherAnswersByThemselves() {
        var settings = bind(Map.of("plumewatch.obd.port", "17691"));

        assertThat(settings.ackModes()).isEmpty();
        assertThat(settings.tls().port()).isEqualTo(17_692);
        assertThat(settings.tls().cert()).isEmpty();
    }

    @Test
    void nameTheAnswersPerProfile() {
        var settings = bind(Map.of("plumewatch.obd.ack-mode.P1", "ECHO_HEADER", "plumewatch.obd.ack-mode.p2s", "none"));

        assertThat(settings.ackModes())
                .isEqualTo(Map.of(ObdProfile.P1, AckMode.ECHO_HEADER, ObdProfile.P2S, AckMode.NONE));
    }

    @Test
    void refuseHalfOfTheCertificates() {
        assertThatThrownBy(() -> bind(Map.of("plumewatch.obd.tls.cert", "server.pem")))
                .hasStackTraceContaining("plumewatch.obd.tls needs all of cert, key and client-ca");
    }

    private static ObdSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("plumewatch.obd", ObdSettings.class);
    }
}
