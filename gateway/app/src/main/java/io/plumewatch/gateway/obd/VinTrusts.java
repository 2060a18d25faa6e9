package io.plumewatch.gateway.obd;

import io.plumewatch.wire.log.Trust;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The VINs of one connection, each with the trust that it last had. Nearly always one: only platforms need a map. */
final class VinTrusts {

    private @Nullable String vin;
    private Trust trust = Trust.CLAIMED;
    private @Nullable Map<String, Trust> more;

    /** Returns the trust that a VIN last had, CLAIMED for one that had none. */
    Trust last(String name) {
        if (name.equals(vin)) {
            return trust;
        }
        return more == null ? Trust.CLAIMED : more.getOrDefault(name, Trust.CLAIMED);
    }

    boolean has(String name) {
        return name.equals(vin) || (more != null && more.containsKey(name));
    }

    boolean any(Predicate<String> like) {
        return (vin != null && like.test(vin))
                || (more != null && more.keySet().stream().anyMatch(like));
    }

    /** Remembers a trust; returns the oldest VIN when there are more than {@code most}, which is then forgotten. */
    @Nullable
    String put(String name, Trust now, int most) {
        if (vin == null || name.equals(vin)) {
            vin = name;
            trust = now;
            return null;
        }
        Map<String, Trust> others = more == null ? new LinkedHashMap<>() : more;
        others.put(name, now);
        more = others;
        return others.size() < most ? null : forgetOldest(others);
    }

    private @Nullable String forgetOldest(Map<String, Trust> others) {
        String oldest = vin;
        Map.Entry<String, Trust> next = others.entrySet().iterator().next();
        vin = next.getKey();
        trust = next.getValue();
        others.remove(vin);
        return oldest;
    }

    Set<String> names() {
        if (vin == null) {
            return Set.of();
        }
        if (more == null) {
            return Set.of(vin);
        }
        var all = new HashSet<>(more.keySet());
        all.add(vin);
        return all;
    }

    void clear() {
        vin = null;
        more = null;
    }
}
