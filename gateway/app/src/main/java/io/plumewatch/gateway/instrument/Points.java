package io.plumewatch.gateway.instrument;

import org.jspecify.annotations.Nullable;

/** The models that can be polled. */
interface Points {

    /** Returns why an instrument cannot be polled as it is configured, for example an unknown model; null when it can. */
    @Nullable
    String objection(LineConfig.Instrument instrument, Transport transport);

    /** Returns the point of an instrument that there is no objection to. */
    Point point(LineConfig.Instrument instrument, Transport transport);
}
