package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumewatch.wire.rs.RsAck;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may speak at all, on which topic, and how much. */
@ExtendWith(CityExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceAdmissionSystemTests {

    private static final int NOT_AUTHORIZED = 5;
    private static final int TEN_MEGABYTES = 10_000_000;

    private final TestCity city;
    private Roadside one;
    private Roadside neighbour;
    private Truck truck;

    DeviceAdmissionSystemTests(TestCity city) {
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
        one = Roadside.open(city);
        truck = one.truck();
    }

    @AfterEach
    void closeIt() throws MqttException {
        one.close();
    }

    @Test
    void refusesADeviceThatNobodyRegistered() {
        assertRefused("RS-NOBODY", "a-secret-of-nobody");
        neighbourGoesOn();
    }

    @Test
    void refusesAWrongSecretAndTheSecretOfAnother() {
        assertRefused(one.deviceNo(), "wrong");
        assertRefused(one.deviceNo(), neighbour.secret());
        neighbourGoesOn();
    }

    @Test
    void refusesASuspendedDeviceFromItsNextConnectOn() throws MqttException {
        one.close();
        one.suspend();

        Eventually.holds(() -> assertRefused(one.deviceNo(), one.secret()));
        neighbourGoesOn();
    }

    /** The topic names the device; a unit that could choose it could put a pass on any site. */
    @Test
    void dropsADeviceThatPublishesOnTheTopicOfAnother() {
        PassDraft pass = PassDraft.of(truck, Instant.now());
        double before = city.counters().received("rs");

        assertThatThrownBy(() -> one.unit().publishTo("plumewatch/v1/" + neighbour.deviceNo() + "/pass", pass.bytes()))
                .isInstanceOf(IllegalStateException.class);

        neighbourGoesOn();
        assertThat(city.counters().received("rs")).isEqualTo(before + 1);
        assertThat(one.unit().connected()).isFalse();
    }

    @Test
    void dropsADeviceThatSendsTenMegabytesOverMqtt311() throws MqttException {
        double before = city.counters().received("rs");

        assertThatThrownBy(() -> one.unit().publish("pass", tenMegabytes())).isInstanceOf(IllegalStateException.class);

        assertThat(one.unit().connected()).isFalse();
        neighbourGoesOn();
        assertThat(city.counters().received("rs")).isEqualTo(before + 1);
        assertComesBack();
    }

    @Test
    void dropsADeviceThatSendsTenMegabytesOverMqtt5() throws Exception {
        one.close();
        var client = new MqttAsyncClient(city.mqttUrl(), one.deviceNo(), new MemoryPersistence());
        var options = new MqttConnectionOptions();
        options.setUserName(one.deviceNo());
        options.setPassword(one.secret().getBytes(UTF_8));
        client.connect(options).waitForCompletion(20_000);
        double before = city.counters().received("rs");

        // The client may refuse it by itself, knowing the broker's limit; on the wire the broker has to.
        try {
            client.publish("plumewatch/v1/" + one.deviceNo() + "/pass", tenMegabytes(), 1, false);
            Eventually.within().until(() -> !client.isConnected());
        } catch (org.eclipse.paho.mqttv5.common.MqttException e) {
            assertThat(e.getReasonCode()).isNotZero();
        }

        client.close(true);
        neighbourGoesOn();
        assertThat(city.counters().received("rs")).isEqualTo(before + 1);
        assertComesBack();
    }

    private static byte[] tenMegabytes() {
        byte[] payload = new byte[TEN_MEGABYTES];
        Arrays.fill(payload, (byte) '{');
        return payload;
    }

    private void assertComesBack() throws MqttException {
        try (Unit again = Unit.connect(city, one.deviceNo(), one.secret())) {
            PassDraft pass = PassDraft.of(truck, Instant.now());
            assertThat(again.ask("pass", pass.bytes(), pass.passId()).outcome()).isEqualTo(RsAck.Outcome.STORED);
        }
    }

    private void assertRefused(String deviceNo, String secret) {
        var refusal = catchThrowableOfType(
                MqttException.class, () -> Unit.connect(city, deviceNo, secret).close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.getReasonCode()).isEqualTo(NOT_AUTHORIZED);
    }

    private void neighbourGoesOn() {
        PassDraft pass = PassDraft.of(truck, Instant.now());
        assertThat(neighbour.send(pass)).isEqualTo(new RsAck(pass.passId(), RsAck.Outcome.STORED, null));
    }
}
