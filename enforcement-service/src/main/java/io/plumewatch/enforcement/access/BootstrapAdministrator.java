package io.plumewatch.enforcement.access;

import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * The first administrator: while no live token exists, the one of the settings becomes one; from then on it is a token
 * like any other, so the same setting logs in after every restart, and stays out once it is revoked.
 */
@Component
class BootstrapAdministrator implements SmartInitializingSingleton {

    private final Tokens tokens;
    private final Settings settings;

    BootstrapAdministrator(Tokens tokens, Settings settings) {
        this.tokens = tokens;
        this.settings = settings;
    }

    /** Runs before the first request is served. */
    @Override
    public void afterSingletonsInstantiated() {
        String secret = settings.bootstrapAdminToken();
        if (!secret.isEmpty() && !tokens.any()) {
            tokens.add(secret, "administrator", Set.of(Role.ADMIN), new Areas(Set.of(Areas.WHOLE_COUNTRY)), "settings");
        }
    }

    /** Settings of access; a wrong value stops the start. */
    @ConfigurationProperties("plumewatch.access")
    record Settings(@DefaultValue("") String bootstrapAdminToken) {

        private static final int SHORTEST = 32;

        Settings {
            if (!bootstrapAdminToken.isEmpty() && bootstrapAdminToken.length() < SHORTEST) {
                throw new IllegalArgumentException("PLUMEWATCH_BOOTSTRAP_ADMIN_TOKEN has "
                        + bootstrapAdminToken.length() + " characters but needs at least " + SHORTEST
                        + "; make one with: openssl rand -hex 32");
            }
        }
    }
}
