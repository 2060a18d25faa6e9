package io.plumewatch.enforcement.facts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Policy on facts.
 *
 * @param liveWithin how soon after measuring a reading must have been received to count as happening now
 * @param photoGrace how long a photo may wait for something that names it
 */
@ConfigurationProperties("plumewatch.facts")
record FactSettings(
        @DefaultValue("120s") Duration liveWithin,
        @DefaultValue("24h") Duration photoGrace) {}
