package io.plumewatch.enforcement.facts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the other modules of facts, in the transaction of the change. */
@Component
class Announcements {

    private final RecordedTimelines timelines;
    private final ApplicationEventPublisher events;
    private final Liveness liveness;

    Announcements(RecordedTimelines timelines, ApplicationEventPublisher events, FactSettings settings) {
        this.timelines = timelines;
        this.events = events;
        liveness = new Liveness(settings.liveWithin());
    }

    /** The facts of vehicles changed, whose rows the caller holds. */
    void changed(Set<Long> vehicleIds) {
        if (vehicleIds.isEmpty()) {
            return;
        }
        var inOrder = new TreeSet<>(vehicleIds);
        timelines.ahead(inOrder, () -> inOrder.forEach(id -> events.publishEvent(new TimelineChanged(id))));
    }

    /** Passes were recorded and their vehicles assessed. */
    void recorded(Collection<NewPass> passes) {
        List<String> keys = passes.stream().map(NewPass::key).toList();
        Map<String, PassFact> facts =
                timelines.passes(keys).stream().collect(Collectors.toMap(PassFact::passKey, Function.identity()));
        for (NewPass pass : passes) {
            PassFact fact = Objects.requireNonNull(facts.get(pass.key()));
            events.publishEvent(new PassRecorded(fact, liveness.live(pass.entry(), pass.measuredAt())));
        }
    }
}
