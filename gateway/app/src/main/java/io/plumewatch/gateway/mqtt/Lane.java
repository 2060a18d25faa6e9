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

    @Nullable
    Delivery next() {
        var turns = units.entrySet().iterator();
        if (!turns.hasNext()) {
            return null;
        }
        Map.Entry<String, Deque<Delivery>> unit = turns.next();
        turns.remove();
        Delivery next = unit.getValue().removeFirst();
        if (!unit.getValue().isEmpty()) {
            units.put(unit.getKey(), unit.getValue());
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
