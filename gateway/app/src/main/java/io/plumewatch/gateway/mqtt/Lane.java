package io.plumewatch.gateway.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Deliveries of one sort: units in the order of their turns, what each sent in its order. Not thread-safe. */
final class Lane {

    private final Map<String, Deque<Delivery>> units = new LinkedHashMap<>();

    void add(Delivery delivery) {
        units.computeIfAbsent(delivery.message().topic().device(), device -> new ArrayDeque<>())
                .addLast(delivery);
    }

    /** Returns the next delivery of the first unit that may go; null when none may. */
    @Nullable
    Delivery next(Predicate<String> mayGo) {
        String device = null;
        for (String unit : units.keySet()) {
            if (mayGo.test(unit)) {
                device = unit;
                break;
            }
        }
        Deque<Delivery> waiting = device == null ? null : units.remove(device);
        if (device == null || waiting == null) {
            return null;
        }
        Delivery next = waiting.removeFirst();
        if (!waiting.isEmpty()) {
            units.put(device, waiting);
        }
        return next;
    }

    List<Delivery> removeIf(Predicate<Delivery> chosen) {
        var gone = new ArrayList<Delivery>();
        units.values()
                .forEach(waiting -> waiting.removeIf(delivery -> {
                    boolean goes = chosen.test(delivery);
                    if (goes) {
                        gone.add(delivery);
                    }
                    return goes;
                }));
        units.values().removeIf(Deque::isEmpty);
        return gone;
    }
}
