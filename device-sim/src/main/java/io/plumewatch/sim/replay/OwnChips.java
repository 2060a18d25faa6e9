package io.plumewatch.sim.replay;

import io.plumewatch.sim.capture.Capture;
import io.plumewatch.sim.device.SecurityChip;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The security chips of a capture's terminals whose private keys are ours: those of the simulator, told by the public key
 * that is filed. What they signed can be signed again; what other chips signed cannot.
 */
record OwnChips(Map<String, SecurityChip> byVin) {

    /** The simulator's terminals have chips of low numbers. */
    private static final int NUMBERS = 200;

    static final OwnChips NONE = new OwnChips(Map.of());

    OwnChips {
        byVin = Map.copyOf(byVin);
    }

    static OwnChips of(Capture capture) {
        var vins = new HashMap<String, String>();
        for (JsonNode device : capture.devices()) {
            String key = device.path("publicKey").asString("");
            if (!key.isEmpty()) {
                vins.put(key, device.path("vin").asString(""));
            }
        }
        var byVin = new HashMap<String, SecurityChip>();
        for (int number = 0; number < NUMBERS && byVin.size() < vins.size(); number++) {
            SecurityChip chip = SecurityChip.of(number);
            String vin = vins.get(chip.publicKey());
            if (vin != null) {
                byVin.put(vin, chip);
            }
        }
        return new OwnChips(byVin);
    }

    Optional<SecurityChip> of(String vin) {
        return Optional.ofNullable(byVin.get(vin));
    }
}
