package io.plumewatch.enforcement.standards;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an installation may set over its policies.
 *
 * @param settleHours hours after the second measurement before which no case is confirmed; null = as the policy says
 */
@ConfigurationProperties("plumewatch.policy")
record PolicySettings(@Nullable Integer settleHours) {

    PolicySettings {
        if (settleHours != null && settleHours < 0) {
            throw new IllegalArgumentException(
                    "plumewatch.policy.settle-hours is " + settleHours + " but must be 0 or more");
        }
    }
}
