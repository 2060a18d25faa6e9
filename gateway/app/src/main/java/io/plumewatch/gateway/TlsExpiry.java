package io.plumewatch.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.plumewatch.gateway.tcp.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Tells how long the files of each TLS port are still good: the first of their certificates or revocation lists to run
 * out counts. A file that cannot be read is good no longer. They are read afresh for each scrape, for they are replaced
 * while the program runs. Spring tells the same of the HTTP port, as {@code ssl_chain_expiry_seconds}.
 */
final class TlsExpiry implements MeterBinder {

    private final Map<String, TlsSettings> ports;
    private final InstantSource clock;

    TlsExpiry(Map<String, TlsSettings> ports, InstantSource clock) {
        this.ports = Map.copyOf(ports);
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        ports.forEach((protocol, settings) -> {
            tell(registry, protocol, "cert", settings.cert(), this::certificates);
            tell(registry, protocol, "client-ca", settings.clientCa(), this::certificates);
            tell(registry, protocol, "crl", settings.crl(), this::revocations);
        });
    }

    private void tell(
            MeterRegistry registry, String protocol, String kind, String file, Function<Path, Double> seconds) {
        if (!file.isBlank()) {
            Gauge.builder("plumewatch.tls.expires", Path.of(file), seconds::apply)
                    .description("Time until a file of a TLS port runs out; 0 when it has or cannot be read")
                    .baseUnit("seconds")
                    .tag("protocol", protocol)
                    .tag("file", kind)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private double certificates(Path file) {
        return left(
                file,
                (factory, in) -> factory.generateCertificates(in).stream()
                        .map(found -> ((X509Certificate) found).getNotAfter())
                        .toList());
    }

    private double revocations(Path file) {
        return left(
                file,
                (factory, in) -> factory.generateCRLs(in).stream()
                        .map(found -> ((X509CRL) found).getNextUpdate())
                        .filter(Objects::nonNull)
                        .toList());
    }

    private double left(Path file, Ends ends) {
        try (InputStream in = Files.newInputStream(file)) {
            Instant first = ends.in(CertificateFactory.getInstance("X.509"), in).stream()
                    .min(Comparator.naturalOrder())
                    .map(Date::toInstant)
                    .orElse(Instant.EPOCH);
            return Math.max(0, Duration.between(clock.instant(), first).toSeconds());
        } catch (IOException | GeneralSecurityException e) {
            return 0;
        }
    }

    private interface Ends {
        Collection<Date> in(CertificateFactory factory, InputStream file) throws GeneralSecurityException;
    }
}
