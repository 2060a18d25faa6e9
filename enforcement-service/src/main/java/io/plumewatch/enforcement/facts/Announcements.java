package io.plumewatch.enforcement.facts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the other modules of facts, in the transaction of the change. */
@Component
class Announcements {

    /** Timelines carry payloads: those of a whole district's vehicles are more than a heap holds. */
    private static final int AT_ONCE = 200;

    private final RecordedTimelines timelines;
    private final ApplicationEventPublisher events;
    private final Liveness liveness;

    Announcements(RecordedTimelines timelines, ApplicationEventPublisher events, Liveness liveness) {
        this.timelines = timelines;
        this.events = events;
        this.liveness = liveness;
    }

    /** The facts of vehicles changed, whose rows the caller holds. */
    void changed(Set<Long> vehicleIds) {
        List<Long> inOrder = vehicleIds.stream().sorted().toList();
        for (int from = 0; from < inOrder.size(); from += AT_ONCE) {
            List<Long> some = inOrder.subList(from, Math.min(from + AT_ONCE, inOrder.size()));
            timelines.ahead(some, () -> some.forEach(id -> events.publishEvent(new TimelineChanged(id))));
        }
    }

    /** Evidence was recorded, passes among it; their vehicles are among those that it touches and that the caller holds. */
    void recorded(Set<Long> touched, Collection<NewPass> passes) {
        Runnable told = () -> {
            changed(touched);
            tell(passes);
        };
        if (touched.size() <= AT_ONCE) {
            // Who looks at a new pass asks for the timeline that its assessment has just read.
            timelines.ahead(touched, told);
        } else {
            told.run();
        }
    }

    private void tell(Collection<NewPass> passes) {
        List<String> keys = passes.stream().map(NewPass::key).toList();
        Map<String, PassFact> facts =
                timelines.passes(keys).stream().collect(Collectors.toMap(PassFact::passKey, Function.identity()));
        events.publishEvent(new PassesRecorded(passes.stream()
                .map(pass -> new PassRecorded(
                        Objects.requireNonNull(facts.get(pass.key())),
                        liveness.live(pass.entry(), pass.measuredAt(), pass.areaCode())))
                .toList()));
    }
}
