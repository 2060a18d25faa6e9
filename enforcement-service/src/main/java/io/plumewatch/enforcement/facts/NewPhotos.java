package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.log.PhotoNotice;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Notes which photos the store has, as gateways say. */
@Component
class NewPhotos {

    private final Photos photos;
    private final Rejections rejections;
    private final JsonMapper json;
    private final Clock clock;

    NewPhotos(Photos photos, Rejections rejections, JsonMapper json, Clock clock) {
        this.photos = photos;
        this.rejections = rejections;
        this.json = json;
        this.clock = clock;
    }

    /** Returns the digests of those that were news. */
    Set<String> record(List<StoredEntry> entries) {
        var news = new HashSet<String>();
        for (StoredEntry stored : entries) {
            try {
                PhotoNotice notice = json.readValue(stored.entry().payload(), PhotoNotice.class);
                if (photos.note(notice.sha256(), notice.bytes(), notice.storedAt(), clock.instant())) {
                    news.add(notice.sha256());
                }
            } catch (JacksonException e) {
                rejections.reject(stored, "MALFORMED_JSON", "", "a photo notice");
            }
        }
        return news;
    }
}
