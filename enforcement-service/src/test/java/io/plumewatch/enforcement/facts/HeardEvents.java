package io.plumewatch.enforcement.facts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hears what facts tell the other modules, once it is committed: a test that has heard of a pass goes on to look for it.
 * In every test context, since contexts are shared.
 */
@Component
class HeardEvents {

    private final List<PassRecorded> recorded = new CopyOnWriteArrayList<>();
    private final List<Sighted> sighted = new CopyOnWriteArrayList<>();
    private final List<Long> changed = new CopyOnWriteArrayList<>();
    private final List<String> loadedOnce = new CopyOnWriteArrayList<>();
    private final Timelines timelines;

    HeardEvents(Timelines timelines) {
        this.timelines = timelines;
    }

    @EventListener
    void on(PassesRecorded event) {
        event.passes().stream()
                .map(PassRecorded::pass)
                .filter(this::isInTheHeap)
                .forEach(pass -> committed(() -> loadedOnce.add(pass.passKey())));
        committed(() -> recorded.addAll(event.passes()));
    }

    /** Asked twice, a timeline that was read again holds another copy. */
    private boolean isInTheHeap(PassFact pass) {
        return pass.vehicleId() != null
                && timelines.of(pass.vehicleId()).orElseThrow().passes().stream()
                        .anyMatch(each -> each == pass)
                && timelines.pass(pass.passKey()).orElseThrow() == pass;
    }

    @EventListener
    void on(SightingsTold event) {
        committed(() -> sighted.addAll(event.sightings()));
    }

    @EventListener
    void on(TimelineChanged event) {
        committed(() -> changed.add(event.vehicleId()));
    }

    private static void committed(Runnable heard) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                heard.run();
            }
        });
    }

    /** Returns whether the timeline was read once for the assessment and for everybody who was told of the pass. */
    boolean loadedOnce(String passKey) {
        return loadedOnce.contains(passKey);
    }

    List<PassRecorded> recorded(String passKey) {
        return recorded.stream()
                .filter(event -> event.pass().passKey().equals(passKey))
                .toList();
    }

    List<Sighted> sighted(String key) {
        return sighted.stream().filter(event -> event.sightingKey().equals(key)).toList();
    }

    long changes(long vehicleId) {
        return changed.stream().filter(id -> id == vehicleId).count();
    }
}
