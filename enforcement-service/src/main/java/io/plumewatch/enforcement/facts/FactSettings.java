package io.plumewatch.enforcement.facts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Policy on facts.
 *
 * @param photoGrace how long a photo may wait for something that names it
 */
@ConfigurationProperties("plumewatch.facts")
record FactSettings(@DefaultValue("24h") Duration photoGrace) {}
