package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Refuses objects that refer to sites which are not registered, naming each. */
@Component
class KnownSites {

    private static final String KNOWN = "select site_id from site where site_id = any (:siteIds)"
            + " and area_code like any (:areas) for key share";

    private final JdbcClient jdbc;

    KnownSites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What stands at a site decides in its area: a site of another one is as unknown as one that does not exist. */
    <T> void requireOwn(
            Caller caller, JsonNode body, List<T> objects, Function<T, Collection<String>> siteIds, String field) {
        require(caller.areas(), body, objects, siteIds, field);
    }

    /** Sites of any area: the road to a check-point may come from the next one. */
    <T> void require(JsonNode body, List<T> objects, Function<T, Collection<String>> siteIds, String field) {
        require(Areas.EVERYWHERE, body, objects, siteIds, field);
    }

    private <T> void require(
            Areas areas, JsonNode body, List<T> objects, Function<T, Collection<String>> siteIds, String field) {
        Set<String> wanted = new HashSet<>();
        objects.forEach(object -> wanted.addAll(siteIds.apply(object)));
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>(jdbc.sql(KNOWN)
                .param("siteIds", wanted.toArray(String[]::new))
                .param("areas", areas.patterns().toArray(String[]::new))
                .query(String.class)
                .list());
        List<Refusal.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            String place = (body.isArray() ? "[" + i + "]." : "") + field;
            siteIds.apply(objects.get(i)).stream()
                    .filter(siteId -> !known.contains(siteId))
                    .map(siteId -> new Refusal.FieldError(place, "no site " + siteId + "; register it first"))
                    .forEach(errors::add);
        }
        if (!errors.isEmpty()) {
            throw Refusal.badRequest(errors);
        }
    }
}
