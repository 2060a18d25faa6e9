package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.rs.RsAck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Two exceedances with everything that makes them evidence: the shortest way to a case. */
record Exceedances(Truck truck, PassDraft first, PassDraft second, List<Photo> photos, JsonNode opened) {

    static final double FIRST_OPACITY = 41.5;
    static final double SECOND_OPACITY = 34.1;

    /** Sends calibrations, photos, an exceedance of three days ago from the store and one of now; waits for the case. */
    static Exceedances of(TestCity city, Roadside site) {
        Truck truck = site.truck();
        Instant now = Instant.now();
        Instant before = now.minus(Duration.ofDays(3));
        site.calibrate(before);
        site.calibrate(now);
        PassDraft first = PassDraft.of(truck, before)
                .opacity(FIRST_OPACITY)
                .photos(site.store(Photo.take(), Photo.take()))
                .replayed();
        List<Photo> photos = site.store(Photo.take(), Photo.take());
        PassDraft second = PassDraft.of(truck, now).opacity(SECOND_OPACITY).photos(photos);
        assertThat(site.send(first).outcome()).isEqualTo(RsAck.Outcome.STORED);
        assertThat(site.send(second).outcome()).isEqualTo(RsAck.Outcome.STORED);
        JsonNode opened =
                city.awaitCase(truck, found -> found.path("evidenceComplete").asBoolean());
        return new Exceedances(truck, first, second, photos, opened);
    }

    String caseId() {
        return opened.required("caseId").asString();
    }

    long version() {
        return opened.required("version").asLong();
    }
}
