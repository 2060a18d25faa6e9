package io.plumewatch.gateway.mqtt;

import java.util.concurrent.CompletableFuture;

/** A message that waits for our acknowledgement on the one connection that delivered it. */
record Delivery(Connection connection, int messageId, int qos, RsMessage message) {

    /** The connection that delivered. A packet id means nothing on the next one. */
    interface Connection {
        /** False once it is lost: the broker delivers again, under another packet id. */
        boolean open();

        /**
         * Publishes to a unit; completes when the broker has it, fails when the connection is lost. Blocks while too many
         * publishes are under way.
         */
        CompletableFuture<Void> publish(String topic, byte[] payload);

        /** Tells the broker that it need not deliver this again. Does nothing on a lost connection. */
        void acknowledge(int messageId, int qos);

        /** Gives the connection up, so that the broker delivers again what is not acknowledged. */
        void abandon();
    }
}
