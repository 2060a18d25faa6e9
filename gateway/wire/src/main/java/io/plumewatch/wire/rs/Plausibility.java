package io.plumewatch.wire.rs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes what a unit computed itself, and warns where the two differ by more than the tolerance.
 *
 * <p>Two chains: from the ratios to CO2 over %CO2 to the concentrations at the tailpipe, and from speed, acceleration
 * and slope to the specific power. Makers use different forms of both, so a value is only doubted when it fits none of
 * the forms. What is not reported is not compared. Formulas and tolerances are data, JSON named {@code name@version}.
 *
 * @param co2Forms forms of the equation for %CO2
 * @param chainTolerance part (0..1) of the unit's value by which a concentration may differ
 * @param vspForms equations for the specific power
 * @param vspTolerance kW/t by which it may differ in any case
 * @param vspTolerancePart part (0..1) of the recomputed value by which it may differ
 * @param decimals how many decimals units write at least, by field; what is shorter had zeros at its end
 */
public record Plausibility(
        String id,
        List<Co2Form> co2Forms,
        double chainTolerance,
        List<VspForm> vspForms,
        double vspTolerance,
        double vspTolerancePart,
        Map<String, Integer> decimals) {

    private static final double PPM = 1e6;
    private static final double PERCENT = 100;

    private static final Plausibility SHIPPED = PlausibilityReader.read(RsResource.read("plausibility@1.json"));

    public Plausibility {
        co2Forms = List.copyOf(co2Forms);
        vspForms = List.copyOf(vspForms);
        decimals = Map.copyOf(decimals);
    }

    /** Returns the formulas that come with the program. */
    public static Plausibility shipped() {
        return SHIPPED;
    }

    /**
     * Reads formulas.
     *
     * @throws IllegalArgumentException naming the field and what was expected
     */
    public static Plausibility parse(byte[] json) {
        return PlausibilityReader.read(json);
    }

    /** How a maker shortens its numbers. */
    public enum Writing {
        ROUNDED,
        TRUNCATED
    }

    /** {@code %CO2 = carbon / (base + co Q + hc Q' + no Q'')}, Q, Q', Q'' being the pure ratios of CO, HC, NO to CO2. */
    public record Co2Form(String name, double carbon, double base, double co, double hc, double no) {

        private @Nullable Interval percent(Interval q, @Nullable Interval hcRatio, @Nullable Interval noRatio) {
            if ((hc != 0 && hcRatio == null) || (no != 0 && noRatio == null)) {
                return null;
            }
            Interval sum = Interval.of(base).plus(q.times(co));
            sum = hcRatio == null ? sum : sum.plus(hcRatio.times(hc));
            sum = noRatio == null ? sum : sum.plus(noRatio.times(no));
            return sum.low() <= 0 ? null : new Interval(carbon / sum.high(), carbon / sum.low());
        }
    }

    /**
     * {@code VSP = v (mass a + 9.81 sin slope + rolling) + drag v³}, in SI units.
     *
     * @param plateTypes to which plate types it applies; empty = to all
     */
    public record VspForm(String name, Set<String> plateTypes, double mass, double rolling, double drag) {

        private static final double GRAVITY = 9.81;

        public VspForm {
            plateTypes = Set.copyOf(plateTypes);
        }

        double kwPerTonne(double metresPerSecond, double accelerationMps2, double slopeDeg) {
            double v = metresPerSecond;
            double climb = GRAVITY * Math.sin(Math.toRadians(slopeDeg));
            return v * (mass * accelerationMps2 + climb + rolling) + drag * v * v * v;
        }

        private boolean appliesTo(@Nullable String plateType) {
            return plateTypes.isEmpty() || plateType == null || plateTypes.contains(plateType);
        }
    }

    /** Returns what does not fit together in a pass. */
    public List<RsWarning> warnings(RsPass pass, Writing writing) {
        var warnings = new ArrayList<RsWarning>();
        if (pass.plume() != null && pass.exhaust() != null) {
            chain(pass.plume(), pass.exhaust(), writing, warnings);
        }
        vsp(pass, warnings);
        return List.copyOf(warnings);
    }

    private void chain(RsPass.Plume plume, RsPass.Exhaust exhaust, Writing writing, List<RsWarning> warnings) {
        Interval q = written("coToCo2", plume.coToCo2(), writing);
        Interval hcRatio = written("hcToCo2", plume.hcToCo2(), writing);
        Interval noRatio = written("noToCo2", plume.noToCo2(), writing);
        Interval co2 = written("co2Percent", exhaust.co2Percent(), writing);
        if (co2 == null) {
            return;
        }
        if (q != null) {
            co2(q, hcRatio, noRatio, co2, warnings);
        }
        concentration("coPercent", "%", q, PERCENT, co2, written("coPercent", exhaust.coPercent(), writing), warnings);
        concentration("hcPpm", "ppm", hcRatio, PPM, co2, written("hcPpm", exhaust.hcPpm(), writing), warnings);
        concentration("noPpm", "ppm", noRatio, PPM, co2, written("noPpm", exhaust.noPpm(), writing), warnings);
    }

    private void co2(
            Interval q,
            @Nullable Interval hcRatio,
            @Nullable Interval noRatio,
            Interval co2,
            List<RsWarning> warnings) {
        Interval nearest = null;
        for (Co2Form form : co2Forms) {
            Interval computed = form.percent(q, hcRatio, noRatio);
            if (computed != null && computed.widened(chainTolerance).overlaps(co2)) {
                return;
            }
            nearest = computed != null && (nearest == null || computed.distance(co2) < nearest.distance(co2))
                    ? computed
                    : nearest;
        }
        if (nearest != null) {
            warnings.add(differs("CO2_DIFFERS", "exhaust.co2Percent", nearest, co2, "%"));
        }
    }

    private void concentration(
            String field,
            String unit,
            @Nullable Interval ratio,
            double whole,
            Interval co2Percent,
            @Nullable Interval measured,
            List<RsWarning> warnings) {
        if (ratio == null || measured == null) {
            return;
        }
        Interval computed = ratio.times(co2Percent).times(whole / PERCENT);
        if (!computed.widened(chainTolerance).overlaps(measured)) {
            String code = field.replaceAll("P.*", "").toUpperCase(Locale.ROOT) + "_DIFFERS";
            warnings.add(differs(code, "exhaust." + field, computed, measured, unit));
        }
    }

    private void vsp(RsPass pass, List<RsWarning> warnings) {
        RsPass.Vehicle vehicle = pass.vehicle();
        Double slope = pass.road() == null ? null : pass.road().slopeDeg();
        if (vehicle == null
                || vehicle.speedKmh() == null
                || vehicle.accelerationMps2() == null
                || vehicle.vspKwPerTonne() == null
                || slope == null) {
            return;
        }
        double own = vehicle.vspKwPerTonne();
        double nearest = Double.NaN;
        for (VspForm form : vspForms) {
            if (form.appliesTo(pass.plate().type())) {
                double computed = form.kwPerTonne(vehicle.speedKmh() / 3.6, vehicle.accelerationMps2(), slope);
                if (Math.abs(computed - own) <= Math.max(vspTolerance, vspTolerancePart * Math.abs(computed))) {
                    return;
                }
                nearest = Double.isNaN(nearest) || Math.abs(computed - own) < Math.abs(nearest - own)
                        ? computed
                        : nearest;
            }
        }
        if (!Double.isNaN(nearest)) {
            var message =
                    String.format(Locale.ROOT, "recomputed %.2f kW/t, the unit says %.2f kW/t (%s)", nearest, own, id);
            warnings.add(new RsWarning("VSP_DIFFERS", "vehicle.vspKwPerTonne", message));
        }
    }

    private RsWarning differs(String code, String field, Interval computed, Interval own, String unit) {
        var message = String.format(
                Locale.ROOT,
                "recomputed %.4g..%.4g %s, the unit says %.4g %s; more than ±%.4g %% apart (%s)",
                computed.low(),
                computed.high(),
                unit,
                own.middle(),
                unit,
                chainTolerance * PERCENT,
                id);
        return new RsWarning(code, field, message);
    }

    private @Nullable Interval written(String field, @Nullable Double value, Writing writing) {
        return value == null ? null : Interval.written(value, decimals.getOrDefault(field, 0), writing);
    }
}
