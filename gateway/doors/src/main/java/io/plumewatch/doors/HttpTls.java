package io.plumewatch.doors;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Serves HTTPS once {@code PLUMEWATCH_HTTP_TLS_CERT} and {@code PLUMEWATCH_HTTP_TLS_KEY} name PEM files; the key is PKCS #8
 * without a password. They are read again when they change, some ten seconds later.
 */
final class HttpTls implements EnvironmentPostProcessor {

    private static final String BUNDLE = "spring.ssl.bundle.pem.http.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String cert = environment.getProperty("PLUMEWATCH_HTTP_TLS_CERT", "");
        String key = environment.getProperty("PLUMEWATCH_HTTP_TLS_KEY", "");
        if (cert.isBlank() && key.isBlank()) {
            return;
        }
        if (cert.isBlank() || key.isBlank()) {
            throw new IllegalArgumentException(
                    "PLUMEWATCH_HTTP_TLS_CERT and PLUMEWATCH_HTTP_TLS_KEY must both name a file, or neither");
        }
        Map<String, Object> tls = new HashMap<>();
        tls.put("server.ssl.bundle", "http");
        tls.put(BUNDLE + "keystore.certificate", "file:" + cert);
        tls.put(BUNDLE + "keystore.private-key", "file:" + key);
        tls.put(BUNDLE + "options.enabled-protocols", "TLSv1.3,TLSv1.2");
        tls.put(BUNDLE + "reload-on-update", "true");
        environment.getPropertySources().addLast(new MapPropertySource("http-tls", tls));
    }
}
