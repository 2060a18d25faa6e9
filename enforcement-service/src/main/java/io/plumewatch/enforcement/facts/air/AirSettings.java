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
 */
@ConfigurationProperties("plumewatch.air")
record AirSettings(
        @DefaultValue("") String profiles,
        @DefaultValue("7") int keepRealtimeDays,
        @DefaultValue("90") int keepMinuteDays,
        @DefaultValue("1100") int keepHourDays) {

    AirSettings {
        within("keep-realtime-days", keepRealtimeDays, 3660);
        within("keep-minute-days", keepMinuteDays, 3660);
        within("keep-hour-days", keepHourDays, 36_600);
    }

    int keepDays(Period period) {
        return switch (period) {
            case REALTIME -> keepRealtimeDays;
            case MINUTE -> keepMinuteDays;
            case HOUR, DAY -> keepHourDays;
        };
    }

    private static void within(String name, int days, int most) {
        if (days < 1 || days > most) {
            throw new IllegalArgumentException("plumewatch.air." + name + " is " + days + " but must be 1.." + most);
        }
    }
}
