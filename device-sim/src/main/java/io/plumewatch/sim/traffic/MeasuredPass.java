package io.plumewatch.sim.traffic;

import io.plumewatch.wire.rs.RsPass;
import java.util.List;

/**
 * A pass as a unit is going to report it, and the truth about it.
 *
 * @param pass without the time of sending
 * @param photos JPEGs in the order of the pass's photo notes
 * @param smoking whether the exhaust really was over the limit
 */
public record MeasuredPass(String deviceNo, RsPass pass, List<byte[]> photos, boolean smoking) {

    public MeasuredPass {
        photos = List.copyOf(photos);
    }
}
