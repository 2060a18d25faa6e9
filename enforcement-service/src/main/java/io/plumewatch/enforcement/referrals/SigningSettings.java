package io.plumewatch.enforcement.referrals;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the issuer's private key lies.
 *
 * @param signingKey PEM file (PKCS #8, Ed25519) that only its owner may read; made at the first start when missing
 */
@ConfigurationProperties("plumewatch.referrals")
record SigningSettings(
        @DefaultValue("./keys/signing-key.pem") Path signingKey) {}
