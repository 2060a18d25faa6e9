package io.plumewatch.enforcement.access;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Makes and revokes tokens. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {

    private static final int LONGEST_PERSON = 100;

    private final Tokens tokens;
    private final Audit audit;

    TokenController(Tokens tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    /** The secret is shown here and never again. */
    @PostMapping
    @Allow(Role.ADMIN)
    @ResponseStatus(HttpStatus.CREATED)
    TokenMade make(Caller caller, @RequestBody JsonNode body) {
        Fields fields = Fields.of(body);
        String person = fields.text("person", LONGEST_PERSON);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(fields.enums("roles", Role.class));
        List<String> areaCodes = fields.areaCodes("areaCodes");
        fields.refuseIfWrong();
        Areas areas = new Areas(new HashSet<>(areaCodes));
        if (!areas.codes().stream().allMatch(caller.areas()::cover)) {
            throw Refusal.forbidden(
                    "FOREIGN_AREA",
                    "areaCodes must lie within your own: " + caller.areas().codes());
        }
        String secret = Secrets.random();
        String tokenId = tokens.add(secret, person, roles, areas, caller.person());
        audit.record(caller, "TOKEN_MADE", tokenId);
        return new TokenMade(tokenId, secret);
    }

    @DeleteMapping("/{tokenId}")
    @Allow(Role.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable String tokenId) {
        boolean visible = tokens.byId(tokenId)
                .filter(token -> token.areas().codes().stream().allMatch(caller.areas()::cover))
                .isPresent();
        if (!visible || !tokens.revoke(tokenId)) {
            throw Refusal.notFound("no live token " + tokenId);
        }
        audit.record(caller, "TOKEN_REVOKED", tokenId);
    }

    record TokenMade(String tokenId, String token) {}
}
