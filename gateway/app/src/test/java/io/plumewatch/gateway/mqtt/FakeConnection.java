package io.plumewatch.gateway.mqtt;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection to a broker that takes every answer. */
final class FakeConnection implements Delivery.Connection {

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    /** Returns the packet ids that the broker need not deliver again. */
    Set<Integer> acknowledged() {
        return acknowledged;
    }

    List<String> answers() {
        return answers;
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload) {
        answers.add(new String(payload, java.nio.charset.StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void acknowledge(int messageId, int qos) {
        acknowledged.add(messageId);
    }

    @Override
    public void abandon() {
        open = false;
    }
}
