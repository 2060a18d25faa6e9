package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.enforcement.cases.CaseConfirmed;
import io.plumewatch.enforcement.cases.CaseWithdrawn;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding.Part;
import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.enforcement.facts.Timelines;
import io.plumewatch.enforcement.feeds.Feeds;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns the last review of a case into a signed referral, and the end of its ground into a signed withdrawal. */
@Component
class ReferralIssuer {

    static final String FEED = "referrals";

    /** The remote-sensing limits are for diesel alone; nothing measured on another fuel ever goes to police. */
    private static final String DIESEL = "B";

    private static final Logger LOG = LoggerFactory.getLogger(ReferralIssuer.class);

    private final Referrals referrals;
    private final IssuerGuard guard;
    private final SigningKeys keys;
    private final Cases cases;
    private final Timelines timelines;
    private final Vehicles vehicles;
    private final Feeds feeds;
    private final JsonMapper json;
    private final Clock clock;

    ReferralIssuer(
            Referrals referrals,
            IssuerGuard guard,
            SigningKeys keys,
            Cases cases,
            Timelines timelines,
            Vehicles vehicles,
            Feeds feeds,
            JsonMapper json,
            Clock clock) {
        this.referrals = referrals;
        this.guard = guard;
        this.keys = keys;
        this.cases = cases;
        this.timelines = timelines;
        this.vehicles = vehicles;
        this.feeds = feeds;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void on(CaseConfirmed event) {
        EnforcementCase confirmed = event.confirmed();
        Vehicle vehicle = vehicles.find(confirmed.vehicleId()).orElseThrow();
        Optional<CaseFinding> violation = part(confirmed, Part.VIOLATION, null);
        if (violation.isEmpty() || !vehicle.fuel().equals(DIESEL)) {
            LOG.warn("Case {} is confirmed but goes to no police: no violation of a diesel limit", confirmed.caseId());
            return;
        }
        guard.requireGood();
        Instant now = clock.instant();
        ReferralNumber number = referrals.nextNumber(confirmed.areaCode(), LawTime.day(now));
        var document = new ReferralDocument(number, confirmed, pair(confirmed, violation.get()), vehicle);
        var basis = referrals.legalBasis(
                confirmed.rule(), LawTime.day(violation.get().measuredAt()));
        SigningKeys.Signed signed = keys.sign(CanonicalJson.of(document.json(basis, now)));
        referrals.add(number, confirmed, now, signed);
        publish(confirmed.areaCode(), number.referralNo(), signed);
        cases.referralMoved(confirmed.caseId(), EnforcementCase.ReferralState.ISSUED);
    }

    @EventListener
    void on(CaseWithdrawn event) {
        referrals.ofCase(event.withdrawn().caseId()).ifPresent(referral -> withdraw(referral, event));
    }

    private void withdraw(Referral referral, CaseWithdrawn event) {
        if (referrals.lockState(referral.referralNo()) == ReferralState.WITHDRAWN) {
            return;
        }
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("referralNo", referral.referralNo())
                .put("kind", "WITHDRAWAL")
                .put("withdrawnAt", LawTime.second(event.at()))
                .put("reasonCode", event.reasonCode())
                .put("reason", event.reason());
        item.putObject("plate").put("number", referral.number()).put("type", referral.type());
        SigningKeys.Signed signed = keys.sign(CanonicalJson.of(item));
        referrals.withdraw(referral, event.at(), signed);
        publish(referral.areaCode(), referral.referralNo(), signed);
        cases.referralMoved(referral.caseId(), EnforcementCase.ReferralState.WITHDRAWN);
    }

    /** The feed's item is the signed document with the signature as one more member. */
    private void publish(String areaCode, String referralNo, SigningKeys.Signed signed) {
        JsonNode item = json.readTree(signed.document());
        ((ObjectNode) item).put("signature", signed.signature());
        feeds.append(FEED, areaCode, referralNo, new String(CanonicalJson.of(item), UTF_8));
    }

    private ReferralDocument.Pair pair(EnforcementCase of, CaseFinding violation) {
        CaseFinding prior = part(of, Part.PRIOR, violation.pollutant()).orElse(null);
        return new ReferralDocument.Pair(violation, prior, pass(violation), prior == null ? null : pass(prior));
    }

    private @Nullable PassFact pass(CaseFinding finding) {
        return finding.passKey() == null
                ? null
                : timelines.pass(finding.passKey()).orElse(null);
    }

    private static Optional<CaseFinding> part(EnforcementCase of, Part part, @Nullable String pollutant) {
        return of.findings().stream()
                .filter(finding -> finding.part() == part)
                .filter(finding -> pollutant == null || finding.pollutant().equals(pollutant))
                .findFirst();
    }
}
