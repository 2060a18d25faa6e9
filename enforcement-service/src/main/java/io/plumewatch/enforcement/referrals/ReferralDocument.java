package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.cases.EnforcementCase;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.enforcement.registry.Device;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.wire.plate.PlateType;
import io.plumewatch.wire.rs.RsPass;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds what police read. Pure: everything in the document is a parameter.
 *
 * <p>Both measurements of the pair travel, each with its device and site; times of the offence are to the second, as
 * the police's forms have them.
 */
final class ReferralDocument {

    static final String VIOLATION_CODE = "6063";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ReferralNumber number;
    private final EnforcementCase of;
    private final Pair pair;
    private final Vehicle vehicle;

    ReferralDocument(ReferralNumber number, EnforcementCase of, Pair pair, Vehicle vehicle) {
        this.number = number;
        this.of = of;
        this.pair = pair;
        this.vehicle = vehicle;
    }

    ObjectNode json(List<String> legalBasis, Instant issuedAt) {
        ObjectNode json = JSON.objectNode()
                .put("referralNo", number.referralNo())
                .put("sourceNo", number.sourceNo())
                .put("kind", "REFERRAL")
                .put("violationCode", VIOLATION_CODE)
                .put("caseId", of.caseId())
                .put("areaCode", of.areaCode())
                .put("violationTime", LawTime.second(pair.violation().measuredAt()))
                .put("issuedAt", LawTime.second(issuedAt));
        json.set("plate", plate());
        json.set("violationPlace", place(pair.violationPass()));
        json.set("finding", finding());
        json.set("evidence", evidence());
        json.set("device", device(pair.violationPass()));
        json.set("reviews", reviews());
        json.set("legalBasis", texts(legalBasis));
        return json;
    }

    private ObjectNode plate() {
        ObjectNode plate = JSON.objectNode().put("number", of.number()).put("type", of.type());
        // Not every entry of the registry has a colour; then it is the one that the type of plate has.
        Optional.ofNullable(vehicle.color())
                .or(() -> PlateType.usualColor(of.type()))
                .ifPresent(color -> plate.put("color", color.name()));
        return plate;
    }

    private ObjectNode place(@Nullable PassFact pass) {
        ObjectNode place = JSON.objectNode().put("areaCode", of.areaCode());
        Site site = pass == null ? null : pass.site();
        RsPass.Position position = pass == null ? null : pass.pass().position();
        if (site != null) {
            place.put("siteId", site.siteId())
                    .put("name", site.name())
                    .put("longitude", site.longitude())
                    .put("latitude", site.latitude());
        } else if (position != null) {
            place.put("name", "移动遥感监测车 " + Objects.requireNonNull(pass).deviceNo())
                    .put("longitude", position.longitude())
                    .put("latitude", position.latitude());
        }
        return place;
    }

    private ObjectNode finding() {
        ObjectNode finding = measured(pair.violation()).put("rule", of.rule());
        CaseFinding prior = pair.prior();
        if (prior != null) {
            ObjectNode before = measured(prior).put("rule", of.rule());
            PassFact pass = pair.priorPass();
            if (pass != null && pass.site() != null) {
                before.put("siteId", pass.site().siteId());
            }
            before.set("device", device(pass));
            finding.set("priorFinding", before);
        }
        return finding;
    }

    private static ObjectNode measured(CaseFinding finding) {
        return JSON.objectNode()
                .put("pollutant", finding.pollutant())
                .put("measuredAt", LawTime.millisecond(finding.measuredAt()))
                .put("measuredValue", finding.measuredValue())
                .put("limitValue", finding.limitValue())
                .put("unit", finding.unit())
                .put("limitVersion", finding.limitVersion());
    }

    private ArrayNode evidence() {
        ArrayNode evidence = JSON.arrayNode();
        addPhotos(evidence, "VIOLATION", pair.violationPass());
        addPhotos(evidence, "PRIOR", pair.priorPass());
        return evidence;
    }

    private void addPhotos(ArrayNode evidence, String part, @Nullable PassFact pass) {
        if (pass == null) {
            return;
        }
        for (PassFact.StoredPhoto photo : pass.photos()) {
            ObjectNode item = evidence.addObject()
                    .put("kind", "PHOTO")
                    .put("part", part)
                    .put("role", photo.role())
                    .put("sha256", photo.sha256())
                    .put("url", "/api/v1/police/referrals/" + number.referralNo() + "/photos/" + photo.sha256());
            if (photo.takenAt() != null) {
                item.put("takenAt", LawTime.millisecond(photo.takenAt()));
            }
        }
    }

    private static ObjectNode device(@Nullable PassFact pass) {
        ObjectNode json = JSON.objectNode();
        if (pass == null) {
            return json;
        }
        json.put("deviceNo", pass.deviceNo());
        Device device = pass.device();
        if (device != null && device.certificateNo() != null) {
            json.put("certificateNo", device.certificateNo());
        }
        if (device != null && device.verifiedUntil() != null) {
            json.put("validUntil", device.verifiedUntil().toString());
        }
        return json;
    }

    private ArrayNode reviews() {
        ArrayNode reviews = JSON.arrayNode();
        of.reviews().stream()
                .filter(EnforcementCase.CaseReview::confirm)
                .forEach(review ->
                        reviews.addObject().put("officer", review.officer()).put("at", LawTime.second(review.at())));
        return reviews;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /**
     * What the case rests on.
     *
     * @param prior null where one measurement is enough
     * @param violationPass null where the finding rests on no pass
     */
    record Pair(
            CaseFinding violation,
            @Nullable CaseFinding prior,
            @Nullable PassFact violationPass,
            @Nullable PassFact priorPass) {}
}
