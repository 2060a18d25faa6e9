package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.device.Camera;
import io.plumewatch.sim.device.Gate;
import io.plumewatch.sim.device.SenderOffline;
import io.plumewatch.sim.device.SightingFaults;
import io.plumewatch.sim.device.SightingForm;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.sim.traffic.SeenVehicle;
import io.plumewatch.wire.rs.RsPass;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A camera above a road and a company's gate in each area; every now and then a vehicle comes by one of them. */
final class Lookouts implements AutoCloseable {

    private static final long PERIOD_MILLIS = 2_000;
    private static final SightingForm[] FORMS = SightingForm.values();

    private final List<Camera> cameras = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final List<CityVehicle> vehicles;
    private final SplittableRandom random = new SplittableRandom(6);
    private final Thread thread = new Thread(this::look, "lookouts");
    private long seen;

    Lookouts(URI gateway, Registrar registrar, List<CityVehicle> vehicles, InstantSource clock) {
        this.vehicles = List.copyOf(vehicles);
        for (Area area : Area.values()) {
            SightingForm form = FORMS[area.ordinal() % FORMS.length];
            // One of the four has seen better days.
            SightingFaults faults = area == Area.SHANGQIU ? SightingFaults.WORN : SightingFaults.NONE;
            cameras.add(new Camera(
                    gateway,
                    cameraNo(area),
                    registrar.secret(cameraNo(area)),
                    new RsPass.Position(area.longitude() + 0.01, area.latitude() + 0.01),
                    "南向北",
                    form,
                    faults,
                    clock));
            gates.add(new Gate(
                    gateway,
                    gateNo(area),
                    registrar.secret(gateNo(area)),
                    Registrar.companyId(area.ordinal()),
                    form,
                    faults,
                    clock));
        }
        thread.setDaemon(true);
    }

    /** Returns the devices that must be registered. */
    static Stream<Equipment> equipment() {
        return Stream.of(Area.values())
                .flatMap(area -> Stream.of(
                        Equipment.of(cameraNo(area), "CAMERA", area, Map.of()),
                        Equipment.of(gateNo(area), "GATE", area, Map.of())));
    }

    private static String cameraNo(Area area) {
        return "CAM-" + area.code() + "-1";
    }

    private static String gateNo(Area area) {
        return "GATE-" + area.code() + "-1";
    }

    void start() {
        thread.start();
    }

    private void look() {
        try {
            for (int turn = 0; true; turn++) {
                try {
                    vehicleComesBy(turn);
                } catch (SenderOffline e) {
                    // The gateway is away; what was seen waits.
                }
                Pause.millis(PERIOD_MILLIS);
            }
        } catch (RunFailed e) {
            // The city goes to sleep.
        }
    }

    private void vehicleComesBy(int turn) {
        CityVehicle vehicle = vehicles.get(random.nextInt(vehicles.size()));
        SeenVehicle view = SeenVehicle.of(vehicle, "lookout-" + ++seen, random);
        int place = turn / 2 % cameras.size();
        if (turn % 2 == 0) {
            cameras.get(place).sees(view);
            cameras.get(place).send();
        } else {
            gates.get(place).passes(view);
            gates.get(place).send();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
