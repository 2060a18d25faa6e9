package io.plumewatch.enforcement.facts.obd;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what terminals sent is kept.
 *
 * @param openDays days after which a vehicle's day is closed and only its figures stay, 2..60: more than a terminal's
 *     store holds
 * @param keepDays days after which the figures go too, 30..3660
 * @param keepTamperDays days after receipt for which alarms of tampering are kept, 30..36600: they are evidence
 * @param mostTampers how many alarms of one vehicle are kept, 1000..1000000: the last ones
 */
@ConfigurationProperties("plumewatch.obd")
record ObdSettings(
        @DefaultValue("9") int openDays,
        @DefaultValue("400") int keepDays,
        @DefaultValue("1100") int keepTamperDays,
        @DefaultValue("50000") int mostTampers) {

    ObdSettings {
        if (openDays < 2 || openDays > 60) {
            throw new IllegalArgumentException("plumewatch.obd.open-days is " + openDays + " but must be 2..60");
        }
        if (keepDays < 30 || keepDays > 3660) {
            throw new IllegalArgumentException("plumewatch.obd.keep-days is " + keepDays + " but must be 30..3660");
        }
        if (keepTamperDays < 30 || keepTamperDays > 36_600) {
            throw new IllegalArgumentException(
                    "plumewatch.obd.keep-tamper-days is " + keepTamperDays + " but must be 30..36600");
        }
        if (mostTampers < 1_000 || mostTampers > 1_000_000) {
            throw new IllegalArgumentException(
                    "plumewatch.obd.most-tampers is " + mostTampers + " but must be 1000..1000000");
        }
    }
}
