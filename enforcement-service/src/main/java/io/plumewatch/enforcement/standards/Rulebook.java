package io.plumewatch.enforcement.standards;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All limits, policies and look-alikes of plate characters that ever were in force. */
public record Rulebook(List<Limits> limits, List<Policy> policies, List<PlateConfusion> confusions) {

    /** The law's days are days here. */
    public static final ZoneId LAW_ZONE = ZoneId.of("Asia/Shanghai");

    public Rulebook {
        limits = List.copyOf(limits);
        policies = List.copyOf(policies);
        confusions = List.copyOf(confusions);
    }

    /** Makes a rulebook that knows of no look-alikes. */
    public Rulebook(List<Limits> limits, List<Policy> policies) {
        this(limits, policies, List.of());
    }

    /** Returns the calendar day of a moment as the law counts it. */
    public static LocalDate lawDay(Instant at) {
        return at.atZone(LAW_ZONE).toLocalDate();
    }

    /** Returns the limits of a day, the youngest when several hold; empty before the first. */
    public Optional<Limits> limitsOn(LocalDate day) {
        return limits.stream().filter(each -> each.inForceOn(day)).max(Comparator.comparing(Limits::validFrom));
    }

    /**
     * Returns the policy of an area on a day: of those that cover it the most specific, of these the youngest.
     *
     * @throws IllegalStateException when none does
     */
    public Policy policyFor(String areaCode, LocalDate day) {
        return policies.stream()
                .filter(each -> each.covers(areaCode) && each.inForceOn(day))
                .max(Comparator.<Policy>comparingInt(each -> each.significant().length())
                        .thenComparing(Policy::validFrom))
                .orElseThrow(() -> new IllegalStateException(
                        "no row of enforcement_policy covers area " + areaCode + " on " + day + "; add one"));
    }

    /** Returns what each character may really be, for those that a reader may take for another on that day. */
    public Map<String, List<String>> confusionsOn(LocalDate day) {
        return confusions.stream()
                .filter(each -> each.inForceOn(day))
                .collect(Collectors.groupingBy(
                        PlateConfusion::readAs, Collectors.mapping(PlateConfusion::mayBe, Collectors.toList())));
    }

    static boolean within(LocalDate day, LocalDate from, @Nullable LocalDate to) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
