package io.plumewatch.sim.recording;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.CaptureWriter;
import io.plumewatch.sim.capture.Step;
import java.util.Random;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Subscribes beside the gateway to everything that units say and are told. What was retained before is not noted. */
final class MqttTap implements AutoCloseable {

    private static final String ROOT = "plumewatch/v1/";

    private final MqttClient client;
    private final CaptureWriter out;
    private final Witness witness;

    private MqttTap(MqttClient client, CaptureWriter out, Witness witness) {
        this.client = client;
        this.out = out;
        this.witness = witness;
    }

    /** Connects with an account that may read every topic: the gateway's. */
    static MqttTap start(String url, String user, String password, CaptureWriter out, Witness witness) {
        try {
            var client = new MqttClient(
                    url, "recorder-" + Integer.toHexString(new Random().nextInt()), new MemoryPersistence());
            var options = new MqttConnectOptions();
            options.setUserName(user);
            options.setPassword(password.toCharArray());
            options.setAutomaticReconnect(true);
            var tap = new MqttTap(client, out, witness);
            client.connect(options);
            client.subscribe(ROOT + "#", 1, tap::note);
            return tap;
        } catch (MqttException e) {
            throw new RunFailed("cannot listen at " + url + ": " + e, e);
        }
    }

    private void note(String topic, MqttMessage message) {
        int end = topic.indexOf('/', ROOT.length());
        if (message.isRetained() || end < 0) {
            return;
        }
        String device = topic.substring(ROOT.length(), end);
        String below = topic.substring(end + 1);
        witness.saw(device);
        Step step = below.equals("ack") ? Step.DOWN : Step.UP;
        out.event(CaptureEvent.mqtt(out.nowMillis(), device, step, below, message.getPayload()));
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(1_000, 1_000);
        client.close(true);
    }
}
