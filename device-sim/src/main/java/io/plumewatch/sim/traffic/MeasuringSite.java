package io.plumewatch.sim.traffic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A remote-sensing unit and the site where it stands; a mobile one stands at the same roadside all afternoon.
 *
 * @param deviceNo MQTT client id, for example {@code RS-410800-1}
 * @param slopeDegrees slight rise of the road
 */
public record MeasuringSite(
        String siteId,
        String deviceNo,
        Area area,
        String name,
        boolean mobile,
        double longitude,
        double latitude,
        double slopeDegrees) {

    private static final int PER_AREA = 3;
    private static final List<MeasuringSite> ALL =
            Arrays.stream(Area.values()).flatMap(MeasuringSite::of).toList();

    /** Returns every site: two fixed and one mobile in each area. */
    public static List<MeasuringSite> all() {
        return ALL;
    }

    private static Stream<MeasuringSite> of(Area area) {
        return IntStream.rangeClosed(1, PER_AREA).mapToObj(number -> {
            boolean mobile = number == PER_AREA;
            return new MeasuringSite(
                    "S-" + area.code() + "-" + number,
                    "RS-" + area.code() + "-" + number,
                    area,
                    area.chineseName() + (mobile ? "移动遥感点" : number + "号遥感点"),
                    mobile,
                    area.longitude() + 0.02 * number,
                    area.latitude() - 0.015 * number,
                    0.8 + 0.3 * number);
        });
    }
}
