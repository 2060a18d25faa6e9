package io.plumewatch.sim.life;

import io.plumewatch.sim.device.ObdFaults;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.device.SecurityChip;
import io.plumewatch.sim.device.TerminalHabit;
import io.plumewatch.sim.driving.Powertrain;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.wire.obd.ObdProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which terminal a truck of the city has: mostly the usual one, some of every other profile, some that are worn, some of
 * makers with habits of their own; and two behind a platform that forwards.
 */
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

    /** From this number on a maker's platform forwards. */
    private static final int FIRST_FORWARDED = 18;

    /** What is not usual, by the number of the truck; each fits the profile of that number. */
    private static final Map<Integer, UnaryOperator<ObdTerminal.Plan>> SPECIAL = Map.of(
            2, plan -> plan.with(TerminalHabit.ZERO_BLOCK_TIME, TerminalHabit.RAW_CVN),
            3, plan -> plan.with(TerminalHabit.BLANKS_IN_CALIBRATION),
            4, plan -> plan.with(Powertrain.GAS),
            5, plan -> plan.with(TerminalHabit.NO_IUPR, TerminalHabit.VENDOR_BLOCK),
            7, plan -> plan.with(Powertrain.DIESEL_WITH_SUPPLEMENT),
            9, plan -> plan.with(TerminalHabit.NO_LOGIN),
            12, plan -> plan.with(TerminalHabit.TILDES).with(Powertrain.HYBRID),
            13, plan -> plan.with(TerminalHabit.OWN_STORE_SERIALS),
            14, plan -> plan.with(Powertrain.GAS_WITH_NOX_SENSOR));

    private static final int WORN_EVERY = 7;
    private static final ObdFaults WORN =
            ObdFaults.NONE.losing(0.1).repeating(0.05).miscounting(0.02).drifting(Duration.ofSeconds(-45));

    private TerminalPlans() {}

    /** Returns the terminal of the {@code number}-th truck that has one. */
    static ObdTerminal.Plan of(CityVehicle truck, int number) {
        ObdProfile profile = number < FIRST_FORWARDED ? PROFILES.get(number % PROFILES.size()) : ObdProfile.P4;
        var plan = new ObdTerminal.Plan(
                profile,
                truck.vin(),
                Registrar.iccid(truck),
                truck.area(),
                chip(profile, truck),
                number % WORN_EVERY == WORN_EVERY - 1 && profile != ObdProfile.P4 ? WORN : ObdFaults.NONE);
        return SPECIAL.getOrDefault(number, UnaryOperator.identity()).apply(plan);
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
