package io.plumewatch.enforcement.facts.instrument;

import io.plumewatch.enforcement.facts.Activity;
import io.plumewatch.enforcement.facts.Unreadable;
import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.EntryKind;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records finished tests, each once. */
@Component
class InstrumentHandler implements EntryHandler {

    private final InstrumentTests tests;
    private final Rejections rejections;
    private final Activity activity;

    InstrumentHandler(InstrumentTests tests, Rejections rejections, Activity activity) {
        this.tests = tests;
        this.rejections = rejections;
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.INSTRUMENT);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        for (StoredEntry stored : entries) {
            Decoded<InstrumentPayload.Test> decoded =
                    InstrumentPayload.test(stored.entry().payload());
            if (decoded instanceof Decoded.Bad<InstrumentPayload.Test> bad) {
                Unreadable.reject(rejections, stored, bad);
            } else if (decoded instanceof Decoded.Ok<InstrumentPayload.Test> ok
                    && !tests.keep(stored.entry(), ok.value())) {
                rejections.reject(stored, "TEST_NO_REUSED", "testNo", "a number that stands for one test for ever");
            }
        }
        activity.count(entries);
    }
}
