package io.plumewatch.enforcement.facts.air;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How air readings are read and kept.
 *
 * @param profiles directory of unit profiles beside those in the program, the same as the gateways'; empty = none
 * @param keepRealtimeDays how long real-time data are kept, 1..3660 days
 * @param keepMinuteDays how long data of minutes are kept, 1..3660 days
 * @param keepHourDays how long data of hours and days are kept, 1..36600 days
 * @param spanRealtimeDays the longest time of which real-time data are listed at once, 1..3660 days
 * @param spanMinuteDays the same for data of minutes
 * @param spanHourDays the same for data of hours
 * @param spanDayDays the same for data of days, 1..36600 days
 * @param claimedVariants how many different things said of one number are kept when nobody authenticated said them,
 *     1..1000: the best by the order that decides which one counts
 * @param toldIntervals how many of a station's answers to the question for its minute interval are kept, the last
 *     ones, 1..10,000
 */
@ConfigurationProperties("plumewatch.air")
record AirSettings(
        @DefaultValue("") String profiles,
        @DefaultValue("7") int keepRealtimeDays,
        @DefaultValue("90") int keepMinuteDays,
        @DefaultValue("1100") int keepHourDays,
        @DefaultValue("1") int spanRealtimeDays,
        @DefaultValue("7") int spanMinuteDays,
        @DefaultValue("92") int spanHourDays,
        @DefaultValue("1100") int spanDayDays,
        @DefaultValue("8") int claimedVariants,
        @DefaultValue("256") int toldIntervals) {

    AirSettings {
        within("keep-realtime-days", keepRealtimeDays, 3660);
        within("keep-minute-days", keepMinuteDays, 3660);
        within("keep-hour-days", keepHourDays, 36_600);
        within("span-realtime-days", spanRealtimeDays, 3660);
        within("span-minute-days", spanMinuteDays, 3660);
        within("span-hour-days", spanHourDays, 3660);
        within("span-day-days", spanDayDays, 36_600);
        within("claimed-variants", claimedVariants, 1_000);
        within("told-intervals", toldIntervals, 10_000);
    }

    int spanDays(Period period) {
        return switch (period) {
            case REALTIME -> spanRealtimeDays;
            case MINUTE -> spanMinuteDays;
            case HOUR -> spanHourDays;
            case DAY -> spanDayDays;
        };
    }

    int keepDays(Period period) {
        return switch (period) {
            case REALTIME -> keepRealtimeDays;
            case MINUTE -> keepMinuteDays;
            case HOUR, DAY -> keepHourDays;
        };
    }

    private static void within(String name, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("plumewatch.air." + name + " is " + number + " but must be 1.." + most);
        }
    }
}
