package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.device.AirModel;
import io.plumewatch.sim.device.AirStation;
import io.plumewatch.sim.device.AirStationSettings;
import io.plumewatch.sim.device.StationFaults;
import io.plumewatch.sim.device.StationHabit;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.hj212.Edition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The air stations along the roads, one of each edition of HJ 212; one of them is on a bad line. */
final class AirStations implements AutoCloseable {

    private static final Duration REAL_TIME = Duration.ofSeconds(15);
    private static final Duration MINUTES = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 1_000;
    /** Good for play only; every frame says it in the clear anyway. */
    private static final String PASSWORD = "123456";

    private record Site(String deviceNo, String mn, Area area, Edition edition) {}

    private static final List<Site> SITES = List.of(
            new Site("AIR-410100-1", "HNZZ_AIR01_0001", Area.ZHENGZHOU, Edition.E2017),
            new Site("AIR-410800-1", "HNJZ_AIR01_0001", Area.JIAOZUO, Edition.E2025),
            new Site("AIR-411400-1", "88888880000001", Area.SHANGQIU, Edition.E2005));

    private final List<AirStation> stations = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "air-stations");

    AirStations(int port, InstantSource clock) {
        for (Site site : SITES) {
            AirStationSettings settings = AirStationSettings.of(
                            site.mn(),
                            PASSWORD,
                            site.edition(),
                            AirModel.ROADSIDE.at(site.deviceNo().hashCode()),
                            clock.instant().minus(Duration.ofHours(1)))
                    .every(REAL_TIME, MINUTES);
            if (site.edition() == Edition.E2005) {
                settings = settings.with(StationHabit.LOWER_CASE_CRC).with(StationFaults.ORDINARY);
            }
            stations.add(new AirStation("127.0.0.1", port, settings, clock));
        }
        thread.setDaemon(true);
    }

    /** Returns the devices that must be registered. */
    static Stream<Equipment> equipment() {
        return SITES.stream()
                .map(site -> Equipment.of(
                        site.deviceNo(), "AIR_STATION", site.area(), Map.of("mn", site.mn(), "password", PASSWORD)));
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                stations.forEach(AirStation::tick);
                Pause.millis(LOOK_MILLIS);
            }
        } catch (RunFailed e) {
            // The city goes to sleep.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        stations.forEach(AirStation::close);
    }
}
