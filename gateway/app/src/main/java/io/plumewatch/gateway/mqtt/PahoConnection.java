package io.plumewatch.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, from CONNECT until it is lost; the next one is another object with another client.
 *
 * <p>The only class that knows Paho. What its users ran into decides the form: it never reconnects by itself, subscribes
 * outside its callbacks, acknowledges by hand, and its callbacks wait for nothing that they deliver and never throw.
 */
final class PahoConnection implements Delivery.Connection, MqttCallback {

    private static final Logger log = LoggerFactory.getLogger(PahoConnection.class);
    private static final long ANSWER_MILLIS = 10_000;
    private static final int CONNECT_SECONDS = 5;
    private static final int EVERY_RECEIVE_MAXIMUM = 65_535;

    private final MqttSettings settings;
    private final InstantSource clock;
    private final Predicate<Delivery> receiver;
    private final MqttAsyncClient client;
    private final CountDownLatch lost = new CountDownLatch(1);
    private final Semaphore publishes;

    private PahoConnection(
            MqttSettings settings, InstantSource clock, Predicate<Delivery> receiver, MqttAsyncClient client) {
        this.settings = settings;
        this.clock = clock;
        this.receiver = receiver;
        this.client = client;
        this.publishes = new Semaphore(settings.receiveMaximum());
    }

    /**
     * Connects to the persistent session and subscribes. Blocks for some seconds at most.
     *
     * @param receiver takes a delivery over, waiting some seconds at most; false gives the connection up
     * @throws MqttException when the broker is not there or refuses
     */
    static PahoConnection open(MqttSettings settings, InstantSource clock, Predicate<Delivery> receiver)
            throws MqttException {
        var client = new MqttAsyncClient(settings.url(), settings.clientId(), new MemoryPersistence());
        var connection = new PahoConnection(settings, clock, receiver, client);
        try {
            connection.connect();
            connection.subscribe();
            return connection;
        } catch (MqttException e) {
            connection.close();
            throw e;
        }
    }

    private void connect() throws MqttException {
        client.setManualAcks(true);
        client.setCallback(this);
        IMqttToken connected = client.connect(options());
        connected.waitForCompletion(ANSWER_MILLIS);
        limitPublishes(connected.getResponseProperties());
    }

    private MqttConnectionOptions options() {
        var options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setUserName(settings.username());
        if (!settings.ca().isEmpty()) {
            options.setSocketFactory(BrokerTrust.of(settings.ca()));
        }
        if (!settings.password().isEmpty()) {
            options.setPassword(settings.password().getBytes(UTF_8));
        }
        return options;
    }

    /** The broker may allow fewer publishes under way than we would have. */
    private void limitPublishes(@Nullable MqttProperties connack) {
        int allowed = Optional.ofNullable(connack)
                .map(MqttProperties::getReceiveMaximum)
                .orElse(EVERY_RECEIVE_MAXIMUM);
        publishes.acquireUninterruptibly(Math.max(0, settings.receiveMaximum() - allowed));
    }

    private void subscribe() throws MqttException {
        MqttSubscription[] subscriptions = java.util.Arrays.stream(RsTopic.FILTERS)
                .map(filter -> new MqttSubscription(settings.filter(filter), 1))
                .toArray(MqttSubscription[]::new);
        IMqttToken subscribed = client.subscribe(subscriptions);
        subscribed.waitForCompletion(ANSWER_MILLIS);
        for (int code : subscribed.getReasonCodes()) {
            if (code > 2) {
                throw new MqttException(code);
            }
        }
    }

    /** Waits until the connection is lost; false when it still stands after this time. */
    boolean awaitLost(long millis) throws InterruptedException {
        return lost.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean open() {
        return lost.getCount() > 0;
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload) {
        var published = new CompletableFuture<Void>();
        try {
            if (!publishes.tryAcquire(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
                abandon();
                return CompletableFuture.failedFuture(new IllegalStateException("the broker confirms no publishes"));
            }
            client.publish(topic, new MqttMessage(payload, 1, false, null), null, new Published(published));
        } catch (MqttException e) {
            publishes.release();
            published.completeExceptionally(e);
            abandon();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            published.completeExceptionally(e);
        }
        return published;
    }

    @Override
    public void acknowledge(int messageId, int qos) {
        if (!open()) {
            return;
        }
        try {
            client.messageArrivedComplete(messageId, qos);
        } catch (MqttException e) {
            abandon();
        }
    }

    @Override
    public void abandon() {
        lost.countDown();
    }

    /** Ends the connection and frees its threads; the session stays at the broker. */
    void close() {
        boolean wasOpen = open() && client.isConnected();
        lost.countDown();
        try {
            if (wasOpen) {
                client.disconnect(0).waitForCompletion(ANSWER_MILLIS);
            } else {
                client.disconnectForcibly(0, 100, false);
            }
        } catch (MqttException e) {
            log.debug("The connection to the broker ended with {}", e.toString());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            log.debug("The MQTT client did not close: {}", e.toString());
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        var received = new RsMessage(RsTopic.of(topic), message.getPayload(), clock.instant());
        if (!receiver.test(new Delivery(this, message.getId(), message.getQos(), received))) {
            log.warn(
                    "More than {} messages or {} bytes wait: reconnecting",
                    settings.receiveMaximum(),
                    settings.queueBytes());
            abandon();
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        lost.countDown();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        log.debug("MQTT client reports {}", exception.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // The listener of each publish is told.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // Subscribing here is known to deadlock; it happens in open().
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // No extended authentication.
    }

    private final class Published implements MqttActionListener {
        private final CompletableFuture<Void> published;

        Published(CompletableFuture<Void> published) {
            this.published = published;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            publishes.release();
            published.complete(null);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            publishes.release();
            published.completeExceptionally(exception);
        }
    }
}
