package io.plumewatch.sim.life;

import io.plumewatch.sim.device.ObdFaults;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.device.SecurityChip;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.wire.obd.ObdProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which terminal a truck of the city has: mostly the usual one, some of every other profile, and some that are worn. */
final class TerminalPlans {

    /** Repeats over the trucks. */
    private static final List<ObdProfile> PROFILES = List.of(
            ObdProfile.P1,
            ObdProfile.P1,
            ObdProfile.P3,
            ObdProfile.P1,
            ObdProfile.P2,
            ObdProfile.P1,
            ObdProfile.P2S,
            ObdProfile.P1,
            ObdProfile.P1A,
            ObdProfile.P1);

    private static final int WORN_EVERY = 7;
    private static final ObdFaults WORN =
            ObdFaults.NONE.losing(0.1).repeating(0.05).miscounting(0.02).drifting(Duration.ofSeconds(-45));

    private TerminalPlans() {}

    /** Returns the terminal of the {@code number}-th truck that has one. */
    static ObdTerminal.Plan of(CityVehicle truck, int number) {
        ObdProfile profile = PROFILES.get(number % PROFILES.size());
        return new ObdTerminal.Plan(
                profile,
                truck.vin(),
                Registrar.iccid(truck),
                truck.area(),
                chip(profile, truck),
                number % WORN_EVERY == WORN_EVERY - 1 ? WORN : ObdFaults.NONE);
    }

    private static @Nullable SecurityChip chip(ObdProfile profile, CityVehicle truck) {
        return profile == ObdProfile.P3 || profile == ObdProfile.P2S ? SecurityChip.of(truck.index()) : null;
    }

    /** Returns what the registry must know of it beyond VIN and ICCID. */
    static Map<String, Object> registration(ObdTerminal.Plan plan) {
        SecurityChip chip = plan.chip();
        return chip == null
                ? Map.of("profile", plan.profile().label())
                : Map.of("profile", plan.profile().label(), "publicKey", chip.publicKey());
    }
}
