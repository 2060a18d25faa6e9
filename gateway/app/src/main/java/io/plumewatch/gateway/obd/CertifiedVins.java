package io.plumewatch.gateway.obd;

import io.plumewatch.wire.vin.Vin;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * The VINs that a client certificate speaks for: the subject's common name, and every alternative name of type DNS
 * ({@code lgax2b1h8k0000001}) or URI ({@code urn:vin:LGAX2B1H8K0000001}). What is no VIN is passed over.
 */
final class CertifiedVins {

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final String URN = "URN:VIN:";

    private CertifiedVins() {}

    static Set<String> of(X509Certificate certificate) {
        var vins = new HashSet<String>();
        commonNames(certificate).forEach(name -> add(vins, name));
        for (List<?> name : alternativeNames(certificate)) {
            if (name.get(0) instanceof Integer type && name.get(1) instanceof String text) {
                if (type == DNS) {
                    add(vins, text);
                } else if (type == URI && text.toUpperCase(Locale.ROOT).startsWith(URN)) {
                    add(vins, text.substring(URN.length()));
                }
            }
        }
        return Set.copyOf(vins);
    }

    private static void add(Set<String> vins, String text) {
        String vin = text.toUpperCase(Locale.ROOT);
        if (Vin.tryOf(vin).isPresent()) {
            vins.add(vin);
        }
    }

    private static List<String> commonNames(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .toList();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
