package io.plumewatch.enforcement.access;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may act on what belongs to no area: those whose areas hold every device that is registered. */
@Component
public class EveryDevice {

    private static final String ALL_IN = """
            select not exists (select 1 from device where not (area_code like any (:areas)))
            """;

    private final JdbcClient jdbc;

    EveryDevice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns whether the caller's areas hold every device; the administrator of one city of many has no such areas. */
    public boolean isIn(Areas areas) {
        return areas.codes().contains(Areas.WHOLE_COUNTRY)
                || jdbc.sql(ALL_IN)
                        .param("areas", areas.patterns().toArray(String[]::new))
                        .query(Boolean.class)
                        .single();
    }

    /**
     * Refuses whoever acts for a part only.
     *
     * @throws Refusal 403
     */
    public void require(Caller caller) {
        if (!isIn(caller.areas())) {
            throw Refusal.forbidden(
                    "AREAS_TOO_SMALL", "this concerns every device; your areas must hold them all, as 000000 does");
        }
    }
}
