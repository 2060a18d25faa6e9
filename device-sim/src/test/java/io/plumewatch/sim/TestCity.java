package io.plumewatch.sim;

import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.city.CityPorts;
import io.plumewatch.sim.city.Credentials;
import io.plumewatch.testing.SilentProxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A city without traffic, run from the real jars, and what a tester asks it. */
final class TestCity implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final Path FOLDER = Path.of("target", "test-city").toAbsolutePath();

    private final City city;
    private final Credentials credentials;

    private TestCity(City city) {
        this.city = city;
        this.credentials = city.credentials();
    }

    /** Starts one below this module's target folder, where its logs stay, on ports that nobody uses. */
    static TestCity start() {
        return new TestCity(startOnFreePorts(FOLDER, UnaryOperator.identity()));
    }

    /** Starts another one in a folder of the caller's. */
    static TestCity startIn(Path folder) {
        return new TestCity(startOnFreePorts(folder, UnaryOperator.identity()));
    }

    /** Starts another one whose gateway reaches Redis over this way only. */
    static TestCity startIn(Path folder, SilentProxy wayToRedis) {
        return new TestCity(startOnFreePorts(folder, options -> {
            wayToRedis.to(CityPorts.shifted(options.portOffset()).redis());
            return options.withGatewayRedis(wayToRedis.port());
        }));
    }

    /** Starts another one that may have a second gateway. */
    static TestCity startWithSeveralGateways(Path folder) {
        return new TestCity(startOnFreePorts(folder, CityOptions::withSeveralGateways));
    }

    private static City startOnFreePorts(Path folder, UnaryOperator<CityOptions> change) {
        for (int attempt = 1; ; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(100, 30_000);
            try {
                return City.start(change.apply(CityOptions.quiet(folder, offset)), System.err::println);
            } catch (RunFailed e) {
                if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains("is taken")) {
                    throw e;
                }
            }
        }
    }

    City processes() {
        return city;
    }

    /** Returns the number that the service's database answers for a device. */
    long number(String sql, String deviceNo) throws SQLException {
        try (Connection connection = DriverManager.getConnection(city.jdbcUrl(), "postgres", "");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, deviceNo);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    String mqttUrl() {
        return credentials.mqttUrl();
    }

    int obdPort() {
        return credentials.obdPort();
    }

    Caller admin() {
        return service(credentials.tokens().admin());
    }

    Caller officer(int which) {
        return service(credentials.tokens().officers().get(which));
    }

    Caller crew() {
        return service(credentials.tokens().crew());
    }

    Caller police() {
        return service(credentials.tokens().police());
    }

    Caller station() {
        return service(credentials.tokens().station());
    }

    Caller service(String token) {
        return new Caller(credentials.enforcementUrl(), token);
    }

    /** The enforcement-service without any credentials. */
    Caller stranger() {
        return new Caller(credentials.enforcementUrl(), null);
    }

    /** The gateway as the administrator sees it. */
    Caller gateway() {
        return new Caller(credentials.gatewayUrl(), credentials.tokens().admin());
    }

    /** A further gateway as the administrator sees it. */
    Caller gateway(CityPorts its) {
        return new Caller(
                "http://127.0.0.1:" + its.gateway(), credentials.tokens().admin());
    }

    Counters counters() {
        return new Counters(gateway());
    }

    /** Makes a token for another person and returns the service as that person sees it. */
    Caller person(String person, String role, String areaCode) {
        var request = Map.of("person", person, "roles", List.of(role), "areaCodes", List.of(areaCode));
        return service(
                admin().post("/api/v1/tokens", request).ok().required("token").stringValue());
    }

    /** Returns every item of a list, page after page. */
    static List<JsonNode> all(Caller caller, String path) {
        var items = new ArrayList<JsonNode>();
        String next = "";
        do {
            String after = next.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "after=" + encoded(next);
            JsonNode page = caller.get(path + after).ok();
            page.required("items").forEach(items::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return items;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    List<JsonNode> casesOf(Truck truck) {
        return all(officer(0), "/api/v1/cases").stream()
                .filter(found -> found.path("plate").path("number").asString().equals(truck.number()))
                .toList();
    }

    JsonNode caseNow(String caseId) {
        return all(officer(0), "/api/v1/cases").stream()
                .filter(found -> found.required("caseId").asString().equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the one case of a truck that fits. */
    JsonNode awaitCase(Truck truck, Predicate<JsonNode> fits) {
        return Eventually.get(
                "a case of the truck",
                () -> casesOf(truck).stream().filter(fits).findFirst());
    }

    JsonNode awaitCase(Truck truck) {
        return awaitCase(truck, found -> true);
    }

    /** Returns how often the vehicle's timeline names a pass, once it does. */
    long timesInTimeline(Truck truck, String passId) {
        String path = "/api/v1/vehicles/" + encoded(truck.number()) + "/" + truck.type() + "/timeline";
        return Eventually.get("the pass in the timeline", () -> {
            String text = officer(0).get(path).ok().toString();
            long times = Stream.of(text.split(passId, -1)).count() - 1;
            return times == 0 ? Optional.empty() : Optional.of(times);
        });
    }

    /** Returns what intake refused of a device for a reason. */
    List<JsonNode> quarantinedByService(String reason, String deviceNo) {
        return all(admin(), "/api/v1/quarantine?reason=" + reason + "&device=" + deviceNo);
    }

    @Override
    public void close() {
        city.close();
    }
}
