package io.plumewatch.enforcement.facts.obd;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what terminals sent is kept.
 *
 * @param openDays days after which a vehicle's day is closed and only its figures stay, 2..60: more than a terminal's
 *     store holds
 * @param keepDays days after which the figures go too, 30..3660
 */
@ConfigurationProperties("plumewatch.obd")
record ObdSettings(
        @DefaultValue("9") int openDays,
        @DefaultValue("400") int keepDays) {

    ObdSettings {
        if (openDays < 2 || openDays > 60) {
            throw new IllegalArgumentException("plumewatch.obd.open-days is " + openDays + " but must be 2..60");
        }
        if (keepDays < 30 || keepDays > 3660) {
            throw new IllegalArgumentException("plumewatch.obd.keep-days is " + keepDays + " but must be 30..3660");
        }
    }
}
