package io.plumewatch.sim.life;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.sim.traffic.MeasuringSite;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Tells the registry what the city is made of, and keeps the secrets that devices are given. */
public final class Registrar {

    private static final int BATCH = 500;
    private static final int COMPANIES = 12;

    private final Api admin;
    private final SecretStore secrets;
    private final LocalDate today;

    /** Registers through {@code admin}; secrets are kept in a file, for they are shown once only. */
    public Registrar(Api admin, Path secretsFile, LocalDate today) {
        this.admin = admin;
        this.secrets = new SecretStore(secretsFile);
        this.today = today;
    }

    /** Registers sites, remote-sensing units, check-points and companies, these vehicles, and terminals for some of them. */
    public void register(Stream<CityVehicle> vehicles, List<CityVehicle> withTerminal) {
        MeasuringSite.all().forEach(site -> {
            admin.post("/api/v1/sites", site(site));
            device(site.deviceNo(), remoteSensing(site));
        });
        for (Area area : Area.values()) {
            admin.post("/api/v1/checkpoints", checkpoint(area));
        }
        for (int number = 0; number < COMPANIES; number++) {
            admin.post("/api/v1/companies", company(number));
        }
        inBatches(vehicles.map(Registrar::vehicle).toList());
        for (int number = 0; number < withTerminal.size(); number++) {
            CityVehicle truck = withTerminal.get(number);
            device(terminalNo(truck), terminal(truck, number));
        }
        secrets.save();
    }

    /** Registers other devices. */
    void register(List<Equipment> more) {
        more.forEach(one -> device(one.deviceNo(), one.registration()));
        secrets.save();
    }

    /** Returns the secret of a device; it was shown when the device was first registered. */
    public String secret(String deviceNo) {
        return secrets.of(deviceNo);
    }

    private void device(String deviceNo, Map<String, Object> device) {
        JsonNode answer = admin.post("/api/v1/devices", device);
        JsonNode secret = answer.path("secret");
        if (secret.isString()) {
            secrets.put(deviceNo, secret.asString());
        } else if (!secrets.has(deviceNo)) {
            JsonNode rotated = admin.post("/api/v1/devices/" + deviceNo + "/rotate-secret", Map.of());
            secrets.put(deviceNo, rotated.get("secret").asString());
        }
    }

    private void inBatches(List<Map<String, Object>> vehicles) {
        for (int from = 0; from < vehicles.size(); from += BATCH) {
            admin.post("/api/v1/vehicles", vehicles.subList(from, Math.min(from + BATCH, vehicles.size())));
        }
    }

    private Map<String, Object> site(MeasuringSite site) {
        return Map.of(
                "siteId", site.siteId(),
                "name", site.name(),
                "areaCode", site.area().code(),
                "longitude", site.longitude(),
                "latitude", site.latitude(),
                "published", true,
                "publishedOn", today.minusYears(1).toString(),
                "roadName", "国道" + (100 + site.area().ordinal() * 7) + "线",
                "direction", "南向北",
                "slopeDeg", site.slopeDegrees());
    }

    private Map<String, Object> remoteSensing(MeasuringSite site) {
        return Map.of(
                "deviceNo", site.deviceNo(),
                "kind", site.mobile() ? "RS_MOBILE" : "RS_FIXED",
                "areaCode", site.area().code(),
                "siteId", site.siteId(),
                "certificateNo", "JD-" + site.deviceNo(),
                "verifiedFrom", today.minusMonths(6).toString(),
                "verifiedUntil", today.plusMonths(6).toString());
    }

    /** The check-point of an area lies behind all its sites. */
    public static String checkpointId(Area area) {
        return "CP-" + area.code();
    }

    private static Map<String, Object> checkpoint(Area area) {
        var upstream = new ArrayList<Map<String, Object>>();
        for (MeasuringSite site : MeasuringSite.all()) {
            if (site.area() == area) {
                upstream.add(Map.of("siteId", site.siteId(), "distanceKm", 3.2));
            }
        }
        return Map.of(
                "checkpointId", checkpointId(area),
                "name", area.chineseName() + "检查点",
                "areaCode", area.code(),
                "longitude", area.longitude(),
                "latitude", area.latitude(),
                "upstreamSites", upstream);
    }

    private static Map<String, Object> company(int number) {
        Area area = Area.values()[number % Area.values().length];
        return Map.of(
                "companyId",
                companyId(number),
                "name",
                area.chineseName() + "第" + (number + 1) + "运输公司",
                "areaCode",
                area.code(),
                "fleetSize",
                60 + 10 * number);
    }

    static String companyId(int number) {
        return String.format(Locale.ROOT, "C-%03d", number);
    }

    private static Map<String, Object> vehicle(CityVehicle vehicle) {
        var fields = new HashMap<String, Object>();
        fields.put(
                "plate",
                Map.of(
                        "number", vehicle.plateNumber(),
                        "type", vehicle.plateType(),
                        "color", vehicle.color().name()));
        fields.put("fuel", vehicle.fuel());
        fields.put("vehicleType", vehicle.vehicleType());
        fields.put("areaCode", vehicle.area().code());
        fields.put("vin", vehicle.vin());
        fields.put("emissionStage", vehicle.stage());
        fields.put("firstRegisteredOn", vehicle.firstRegisteredOn().toString());
        fields.put("ownerName", "车主" + vehicle.index());
        fields.put("bodyColor", vehicle.bodyColor());
        if (vehicle.vehicleType().startsWith("H")) {
            fields.put("companyId", companyId(vehicle.index() % COMPANIES));
        }
        return fields;
    }

    static String terminalNo(CityVehicle truck) {
        return String.format(Locale.ROOT, "OBD-%06d", truck.index());
    }

    /** Returns the ICCID filed for a truck's terminal. */
    public static String iccid(CityVehicle truck) {
        return String.format(Locale.ROOT, "898600%014d", truck.index());
    }

    private static Map<String, Object> terminal(CityVehicle truck, int number) {
        var fields = new HashMap<>(TerminalPlans.registration(TerminalPlans.of(truck, number)));
        fields.put("deviceNo", terminalNo(truck));
        fields.put("kind", "OBD_TERMINAL");
        fields.put("areaCode", truck.area().code());
        fields.put("vin", truck.vin());
        fields.put("iccid", iccid(truck));
        return fields;
    }
}
