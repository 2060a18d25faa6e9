package io.plumewatch.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.plumewatch.sim.server.FreePort;
import io.plumewatch.sim.server.Redis;
import io.plumewatch.sim.server.Supervisor;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MqttBrokerTests {

    private static final String GATEWAY_PASSWORD = "gateway-password";
    private static final String SECRET = "secret-of-RS-0001";
    private static final int NOT_AUTHORIZED_V3 = 5;

    private static Supervisor redis;
    private static MqttBroker broker;
    private static RedisClient lettuce;
    private static RedisCommands<String, String> commands;
    private static String url;

    @BeforeAll
    static void startBroker(@TempDir Path folder) {
        int redisPort = FreePort.next();
        redis = new Supervisor(
                new Redis(folder.resolve("redis"), folder.resolve("redis.log"), redisPort), folder, line -> {});
        redis.start();
        redis.awaitAnswer(Duration.ofSeconds(10));
        lettuce = RedisClient.create("redis://127.0.0.1:" + redisPort);
        commands = lettuce.connect().sync();
        int port = FreePort.next();
        url = "tcp://127.0.0.1:" + port;
        broker = MqttBroker.start(folder.resolve("mqtt"), port, "redis://127.0.0.1:" + redisPort, "", GATEWAY_PASSWORD);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        lettuce.shutdown();
        redis.close();
    }

    @BeforeEach
    void project() {
        command(ProjectionKeys.VERSION, "1");
        device("RS-0001", true);
        device("RS-0002", true);
        device("RS-0003", false);
    }

    @Test
    void admitsAnActiveDeviceThatKnowsItsSecret() throws Exception {
        try (var client = connect("RS-0001", "RS-0001", SECRET)) {
            assertThat(client.isConnected()).isTrue();
            client.disconnect();
        }
    }

    @Test
    void refusesAWrongSecretAnUnknownDeviceASuspendedOneAndAForeignClientId() {
        assertRefused("RS-0001", "RS-0001", "wrong");
        assertRefused("RS-9999", "RS-9999", SECRET);
        assertRefused("RS-0003", "RS-0003", SECRET);
        assertRefused("RS-0002", "RS-0001", SECRET);
    }

    @Test
    void refusesASuspendedDeviceAtItsNextConnect() throws Exception {
        connect("RS-0001", "RS-0001", SECRET).disconnect();
        device("RS-0001", false);

        assertRefused("RS-0001", "RS-0001", SECRET);
    }

    @Test
    void endsTheConnectionOfADeviceThatIsSuspendedRemovedOrHasANewSecretAndOfNoOther() throws Exception {
        device("RS-0004", true);
        var suspended = lost("RS-0001");
        var rotated = lost("RS-0002");
        var removed = lost("RS-0004");
        device("RS-0005", true);
        var untouched = lost("RS-0005");

        device("RS-0001", false);
        device("RS-0002", true, "another-secret");
        remove("RS-0004");
        command(ProjectionKeys.VERSION, "2");

        for (CountDownLatch ended : List.of(suspended, rotated, removed)) {
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(untouched.getCount()).isOne();
    }

    @Test
    void aConnectionThatStandsMayPublishWhileTheProjectionIsMissing() throws Exception {
        MqttClient device = connect("RS-0001", "RS-0001", SECRET);
        commands.del(ProjectionKeys.VERSION);

        device.publish("plumewatch/v1/RS-0001/pass", "a pass".getBytes(UTF_8), 1, false);

        assertThat(device.isConnected()).isTrue();
        device.disconnect();
    }

    @Test
    void endsNobodysConnectionWhileTheProjectionIsMissing() throws Exception {
        var standing = lost("RS-0001");
        remove("RS-0001");
        commands.del(ProjectionKeys.VERSION);

        assertThat(standing.await(2_200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void refusesEveryDeviceWhileTheProjectionIsMissing() throws Exception {
        commands.del(ProjectionKeys.VERSION);
        assertRefused("RS-0001", "RS-0001", SECRET);
        connectGateway().disconnect();
    }

    @Test
    void refusesTheBrokersOwnClusterAccount() {
        assertRefused("x", "ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!");
    }

    @Test
    void carriesAPassToTheGatewayAndTheAckBack() throws Exception {
        BlockingQueue<String> up = new ArrayBlockingQueue<>(10);
        BlockingQueue<String> down = new ArrayBlockingQueue<>(10);
        MqttClient gateway = connectGateway();
        gateway.subscribe("plumewatch/v1/+/pass", 1, into(up));
        MqttClient device = connect("RS-0001", "RS-0001", SECRET);
        device.subscribe("plumewatch/v1/RS-0001/ack", 1, into(down));

        device.publish("plumewatch/v1/RS-0001/pass", "a pass".getBytes(UTF_8), 1, false);
        gateway.publish("plumewatch/v1/RS-0001/ack", "an ack".getBytes(UTF_8), 1, false);

        assertThat(up.poll(10, TimeUnit.SECONDS)).isEqualTo("plumewatch/v1/RS-0001/pass a pass");
        assertThat(down.poll(10, TimeUnit.SECONDS)).isEqualTo("plumewatch/v1/RS-0001/ack an ack");
        device.disconnect();
        gateway.disconnect();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plumewatch/v1/RS-0002/pass",
                "plumewatch/v1/RS-0001/ack",
                "plumewatch/v1/RS-00011/pass",
                "elsewhere",
                "plumewatch/v1/RS-0001/x::queue"
            })
    void closesTheConnectionOfADeviceThatPublishesElsewhere(String topic) throws Exception {
        MqttClient device = connect("RS-0001", "RS-0001", SECRET);

        assertThatThrownBy(() -> device.publish(topic, "x".getBytes(UTF_8), 1, false))
                .isInstanceOf(MqttException.class);

        device.close(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plumewatch/v1/RS-0002/ack",
                "plumewatch/v1/+/ack",
                "plumewatch/v1/RS-0001/pass",
                "plumewatch/v1/RS-0001/#",
                "#"
            })
    void refusesADeviceAnySubscriptionButItsOwnAck(String filter) throws Exception {
        MqttClient device = connect("RS-0001", "RS-0001", SECRET);

        assertThatThrownBy(() -> device.subscribe(filter, 1)).isInstanceOf(MqttException.class);

        device.disconnectForcibly(0, 0, false);
        device.close(true);
    }

    @Test
    void closesTheConnectionOnATooBigPublishOfMqtt311() throws Exception {
        MqttClient device = connect("RS-0001", "RS-0001", SECRET);

        assertThatThrownBy(() -> device.publish("plumewatch/v1/RS-0001/pass", new byte[10_000_000], 1, false))
                .isInstanceOf(MqttException.class);

        device.close(true);
    }

    @Test
    void closesTheConnectionOnATooBigPublishOfMqtt5() throws Exception {
        var options = new MqttConnectionOptions();
        options.setUserName("RS-0001");
        options.setPassword(SECRET.getBytes(UTF_8));
        var device = new org.eclipse.paho.mqttv5.client.MqttAsyncClient(
                url, "RS-0001", new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        var lost = new CountDownLatch(1);
        device.setCallback(new LostListener(lost));
        device.connect(options).waitForCompletion(10_000);

        device.publish("plumewatch/v1/RS-0001/pass", new byte[10_000_000], 1, false);

        assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
        device.close(true);
    }

    @Test
    void takesARetainedStatusAndALastWill() throws Exception {
        BlockingQueue<String> up = new ArrayBlockingQueue<>(10);
        var options = options("RS-0002", SECRET);
        options.setWill("plumewatch/v1/RS-0002/status", "OFFLINE".getBytes(UTF_8), 1, true);
        var device = new MqttClient(url, "RS-0002", new MemoryPersistence());
        device.connect(options);
        device.publish("plumewatch/v1/RS-0002/status", "ONLINE".getBytes(UTF_8), 1, true);

        MqttClient gateway = connectGateway();
        gateway.subscribe("plumewatch/v1/+/status", 1, into(up));

        assertThat(up.poll(10, TimeUnit.SECONDS)).isEqualTo("plumewatch/v1/RS-0002/status ONLINE");
        device.disconnectForcibly(0, 0, false);
        assertThat(up.poll(10, TimeUnit.SECONDS)).isEqualTo("plumewatch/v1/RS-0002/status OFFLINE");
        device.close(true);
        gateway.disconnect();
    }

    private static IMqttMessageListener into(BlockingQueue<String> queue) {
        return (topic, message) -> queue.add(topic + " " + new String(message.getPayload(), UTF_8));
    }

    private static void assertRefused(String clientId, String user, String password) {
        var refusal = catchThrowableOfType(MqttException.class, () -> connect(clientId, user, password));
        assertThat(refusal.getReasonCode()).isEqualTo(NOT_AUTHORIZED_V3);
    }

    private static MqttClient connectGateway() throws MqttException {
        return connect("plumewatch-gateway", MqttBroker.GATEWAY_USER, GATEWAY_PASSWORD);
    }

    private static MqttClient connect(String clientId, String user, String password) throws MqttException {
        var client = new MqttClient(url, clientId, new MemoryPersistence());
        client.setTimeToWait(20_000);
        client.connect(options(user, password));
        return client;
    }

    private static MqttConnectOptions options(String user, String password) {
        var options = new MqttConnectOptions();
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        return options;
    }

    /** Connects a device and returns what counts down when the broker ends its connection. */
    private static CountDownLatch lost(String deviceNo) throws MqttException {
        var ended = new CountDownLatch(1);
        MqttClient client = connect(deviceNo, deviceNo, SECRET);
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                ended.countDown();
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {}

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {}
        });
        return ended;
    }

    private static void remove(String deviceNo) {
        commands.hdel(ProjectionKeys.DEVICES, deviceNo);
    }

    private static void device(String deviceNo, boolean active) {
        device(deviceNo, active, SECRET);
    }

    private static void device(String deviceNo, boolean active, String secret) {
        var device = new ProjectedDevice(deviceNo, "RS_FIXED", "410800", active, sha256(secret), null, null, null);
        commands.hset(ProjectionKeys.DEVICES, deviceNo, JsonMapper.shared().writeValueAsString(device));
    }

    private static void command(String key, String value) {
        commands.set(key, value);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
