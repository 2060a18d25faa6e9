package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.wire.log.Seal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys with which gateways seal what they write. With any, every entry must carry the seal of the gateway that it
 * names; without, entries are taken as they are, and whoever can write to Redis can make evidence.
 */
final class Seals {

    /** The sender of entries that name no gateway whose key we have: no gateway can be called so. */
    static final String STRANGER = "?";

    private final Map<String, List<Seal>> byGateway;

    private Seals(Map<String, List<Seal>> byGateway) {
        this.byGateway = byGateway;
    }

    /**
     * Reads {@code gateway=key,gateway=key}; a gateway may have several, while its key is being changed.
     *
     * @throws IllegalArgumentException saying what is wrong, never a key
     */
    static Seals of(String keys) {
        Map<String, List<Seal>> byGateway = new HashMap<>();
        for (String one : keys.split(",")) {
            if (!one.isBlank()) {
                int equals = one.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "plumewatch.intake.log-keys must be gateway-id=key, several with commas between them");
                }
                byGateway
                        .computeIfAbsent(one.substring(0, equals).strip(), id -> new ArrayList<>())
                        .add(new Seal(one.substring(equals + 1).strip()));
            }
        }
        return new Seals(byGateway);
    }

    /** Returns whether seals are asked for at all. */
    boolean any() {
        return !byGateway.isEmpty();
    }

    /** Returns why an entry cannot have come from the gateway that it names, if so. */
    Optional<String> problem(RawEntry raw) {
        if (byGateway.isEmpty()) {
            return Optional.empty();
        }
        List<Seal> seals = byGateway.get(gateway(raw));
        if (seals == null) {
            return Optional.of("a gateway whose key is in plumewatch.intake.log-keys (PLUMEWATCH_LOG_KEYS)");
        }
        return seals.stream().anyMatch(seal -> seal.fits(raw.stream(), raw.fields()))
                ? Optional.empty()
                : Optional.of("the seal of the gateway that the entry names, made with one of its keys in "
                        + "plumewatch.intake.log-keys (PLUMEWATCH_LOG_KEYS)");
    }

    /** Returns the gateway that an entry names, if we have a key of it. */
    String sender(RawEntry raw) {
        String gateway = gateway(raw);
        return byGateway.containsKey(gateway) ? gateway : STRANGER;
    }

    private static String gateway(RawEntry raw) {
        byte[] gateway = raw.fields().get("gateway");
        return gateway == null ? STRANGER : new String(gateway, UTF_8);
    }
}
