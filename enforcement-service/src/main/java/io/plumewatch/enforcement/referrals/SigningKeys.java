package io.plumewatch.enforcement.referrals;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key that signs now, and the public halves of all that ever signed. */
@Component
class SigningKeys {

    private static final String REGISTER = """
            insert into signing_key (kid, x, created_at) values (:kid, :x, :at)
            on conflict (kid) do nothing
            """;

    private static final String ALL = "select x from signing_key order by created_at, kid";

    private final JdbcClient jdbc;
    private final SigningKeyFile.Pair current;

    SigningKeys(JdbcClient jdbc, SigningSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.current = new SigningKeyFile(settings.signingKey()).readOrMake();
        jdbc.sql(REGISTER)
                .param("kid", current.jwk().kid())
                .param("x", current.jwk().x())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Signs canonical bytes; the key's id travels in the header. */
    Signed sign(byte[] canonical) {
        String kid = current.jwk().kid();
        return new Signed(canonical, kid, DetachedJws.sign(canonical, kid, current.privateKey()));
    }

    List<Ed25519Jwk> all() {
        return jdbc.sql(ALL).query(String.class).list().stream()
                .map(Ed25519Jwk::of)
                .toList();
    }

    /** Bytes and the signature over exactly them. */
    record Signed(byte[] document, String kid, String signature) {}
}
