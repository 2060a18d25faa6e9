package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.blacklist.Blacklist;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.evidence.BlobStore;
import io.plumewatch.enforcement.facts.PassesRecorded;
import io.plumewatch.enforcement.facts.SightingsTold;
import io.plumewatch.enforcement.registry.Checkpoint;
import io.plumewatch.enforcement.registry.FieldEquipment;
import io.plumewatch.enforcement.registry.Vehicles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Raises alerts for what is happening now, in the transaction that takes the sighting from the log. */
@Component
class AlertRaiser {

    private final Hits hits;
    private final PossibleMatches possibleMatches;
    private final Alerts alerts;
    private final AlertContent content;
    private final Blacklist blacklist;
    private final FieldEquipment equipment;
    private final Vehicles vehicles;
    private final Cases cases;
    private final BlobStore blobs;
    private final AlertSettings settings;
    private final Clock clock;

    AlertRaiser(
            Hits hits,
            PossibleMatches possibleMatches,
            Alerts alerts,
            AlertContent content,
            Blacklist blacklist,
            FieldEquipment equipment,
            Vehicles vehicles,
            Cases cases,
            BlobStore blobs,
            AlertSettings settings,
            Clock clock) {
        this.hits = hits;
        this.possibleMatches = possibleMatches;
        this.alerts = alerts;
        this.content = content;
        this.blacklist = blacklist;
        this.equipment = equipment;
        this.vehicles = vehicles;
        this.cases = cases;
        this.blobs = blobs;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(PassesRecorded event) {
        look(event.passes().stream()
                .filter(each -> each.live() && each.pass().trust().bearsOnDecisions())
                .map(each -> Seen.of(each.pass())));
    }

    @EventListener
    void on(SightingsTold event) {
        look(event.sightings().stream()
                .filter(each -> each.live() && each.trust().bearsOnDecisions())
                .map(each -> Seen.of(each, equipment)));
    }

    /**
     * All vehicles' rows first, as everybody takes them who decides on a vehicle, then the alerts' rows; both in key
     * order, so that no two batches wait for each other. A guess decides nothing and takes no vehicle. Whoever lifts a lock
     * has the vehicle's row too: what was found before it was ours is looked at once more. A recorded pass comes with its
     * vehicle's row.
     */
    private void look(Stream<Seen> batch) {
        Instant now = clock.instant();
        List<SeenHit> found = batch.flatMap(seen -> hits(seen, now))
                .sorted(Comparator.comparingLong(each -> each.hit().vehicle().vehicleId()))
                .toList();
        vehicles.lock(found.stream()
                .filter(each -> !each.isHeld() && !each.hit().isGuess())
                .map(each -> each.hit().vehicle().vehicleId())
                .distinct()
                .toList());
        found.forEach(each -> still(each)
                .ifPresent(hit -> raise(each.seen(), hit, now, each.seen().at().plus(settings.openFor()))));
    }

    private Optional<Hit> still(SeenHit found) {
        if (found.hit().isGuess() || found.isHeld()) {
            return Optional.of(found.hit());
        }
        long vehicleId = found.hit().vehicle().vehicleId();
        return hits.of(found.seen()).stream()
                .filter(hit -> hit.vehicle().vehicleId() == vehicleId)
                .findFirst();
    }

    private Stream<SeenHit> hits(Seen seen, Instant now) {
        // A backlog that drains late raises nothing that would be closed at once.
        if (!seen.at().plus(settings.openFor()).isAfter(now)) {
            return Stream.empty();
        }
        List<Hit> certain = hits.of(seen);
        return (certain.isEmpty() ? possibleMatches.of(seen) : certain).stream().map(hit -> new SeenHit(seen, hit));
    }

    private void raise(Seen seen, Hit hit, Instant now, Instant expiresAt) {
        reportOverdue(seen, hit);
        if (seen.photoSha256() != null) {
            blobs.keep(seen.photoSha256());
        }
        Long listAgeMillis = hit.locks().isEmpty()
                ? null
                : Math.max(0, Duration.between(blacklist.listAge(), now).toMillis());
        List<Checkpoint> downstream = seen.site() == null
                ? List.of()
                : equipment.downstreamOf(seen.site().siteId());
        if (downstream.isEmpty()) {
            raise(
                    seen,
                    hit,
                    new Board("AREA-" + seen.areaCode(), seen.areaCode(), null),
                    listAgeMillis,
                    now,
                    expiresAt);
        }
        for (Checkpoint checkpoint : downstream) {
            raise(seen, hit, Board.of(checkpoint, seen), listAgeMillis, now, expiresAt);
        }
    }

    private void raise(Seen seen, Hit hit, Board board, @Nullable Long listAgeMillis, Instant now, Instant expiresAt) {
        alerts.raise(new Alerts.NewAlert(
                hit.vehicle().vehicleId(),
                hit.vehicle().number(),
                hit.vehicle().type(),
                board.id(),
                board.areaCode(),
                seen.areaCode(),
                hit.reasons().stream().map(Enum::name).sorted().toList(),
                hit.isGuess() ? Math.min(seen.confidence(), 1 - seen.confidence()) : seen.confidence(),
                listAgeMillis,
                now,
                expiresAt,
                seen.key(),
                seen.photoSha256(),
                content.vehicle(hit.vehicle()),
                content.sighting(seen, hit.vehicle(), board.distanceKm()),
                content.measured(hit.exceedances()),
                content.lock(hit.locks()),
                content.history(hit.vehicle().vehicleId())));
    }

    /** Driving on after the repair deadline may be an offence of its own; an uncertain plate never makes one. */
    private void reportOverdue(Seen seen, Hit hit) {
        if (hit.isGuess() || seen.confidence() < hits.policy(seen).minimumConfidence()) {
            return;
        }
        for (Blacklist.Entry entry : hit.locks()) {
            if (entry.caseId() != null && entry.repairDeadline() != null && Hits.overdue(entry, seen)) {
                cases.seenWhileOverdue(entry.vehicleId(), entry.caseId(), seen.key(), seen.at(), seen.areaCode());
            }
        }
    }

    /** A vehicle of interest, and how it was seen. */
    private record SeenHit(Seen seen, Hit hit) {

        /** Returns whether the transaction had the vehicle's row before anybody looked. */
        boolean isHeld() {
            return seen.vehicleId() != null && seen.vehicleId() == hit.vehicle().vehicleId();
        }
    }

    /** Where an alert is shown: a check-point, or a whole area's board. */
    private record Board(
            String id, String areaCode, @Nullable Double distanceKm) {

        static Board of(Checkpoint checkpoint, Seen seen) {
            Double distance = checkpoint.upstreamSites().stream()
                    .filter(upstream -> seen.site() != null
                            && upstream.siteId().equals(seen.site().siteId()))
                    .map(Checkpoint.UpstreamSite::distanceKm)
                    .findFirst()
                    .orElse(null);
            return new Board(checkpoint.checkpointId(), checkpoint.areaCode(), distance);
        }
    }
}
