package io.plumewatch.enforcement.facts.instrument;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sensors' readings are kept.
 *
 * @param keepDays how long, 1..3660 days
 */
@ConfigurationProperties("plumewatch.sensors")
record SensorSettings(@DefaultValue("30") int keepDays) {

    SensorSettings {
        if (keepDays < 1 || keepDays > 3660) {
            throw new IllegalArgumentException("plumewatch.sensors.keep-days is " + keepDays + " but must be 1..3660");
        }
    }
}
