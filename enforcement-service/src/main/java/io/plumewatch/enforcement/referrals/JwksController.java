package io.plumewatch.enforcement.referrals;

import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys, open to everybody; a key that no longer signs stays, so that old referrals verify. */
@RestController
class JwksController {

    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<JwkSet> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                .body(new JwkSet(keys.all()));
    }

    /** RFC 7517 section 5. */
    record JwkSet(List<Ed25519Jwk> keys) {}
}
