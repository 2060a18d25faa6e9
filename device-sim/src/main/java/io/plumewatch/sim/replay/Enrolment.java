package io.plumewatch.sim.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.Capture;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Registers what a capture's devices are, and gets secrets for them. */
final class Enrolment {

    private static final Pattern PASSWORD_AND_MN = Pattern.compile("PW=([^;&]{1,16});(?:[^&]*?;)?MN=([^;&]{1,64});");
    private static final Map<String, String> PATHS =
            Map.of("site", "/api/v1/sites", "vehicle", "/api/v1/vehicles", "device", "/api/v1/devices");

    private Enrolment() {}

    /** Registers sites, vehicles and devices; returns the devices' secrets. A known device gets a new one. */
    static Map<String, String> register(Api admin, Capture capture) {
        for (String kind : List.of("site", "vehicle")) {
            for (JsonNode object : capture.objects().getOrDefault(kind, List.of())) {
                admin.post(PATHS.getOrDefault(kind, ""), object);
            }
        }
        Map<String, String> passwords = passwords(capture);
        var secrets = new HashMap<String, String>();
        for (JsonNode device : capture.devices()) {
            secrets.put(device.path("deviceNo").asString(""), secret(admin, withPassword(device, passwords)));
        }
        return secrets;
    }

    private static String secret(Api admin, JsonNode device) {
        JsonNode answer = admin.post("/api/v1/devices", device);
        JsonNode secret = answer.path("secret");
        return secret.isString()
                ? secret.asString()
                : admin.post("/api/v1/devices/" + device.path("deviceNo").asString("") + "/rotate-secret", Map.of())
                        .get("secret")
                        .asString();
    }

    private static JsonNode withPassword(JsonNode device, Map<String, String> passwords) {
        String mn = device.path("mn").asString(device.path("deviceNo").asString(""));
        String password = passwords.get(mn);
        if (password == null || !device.path("kind").asString("").equals("AIR_STATION")) {
            return device;
        }
        ObjectNode copy = ((ObjectNode) device).deepCopy();
        copy.put("password", password);
        return copy;
    }

    /** Air stations say their password in each frame; the capture has it nowhere else. */
    private static Map<String, String> passwords(Capture capture) {
        var passwords = new HashMap<String, String>();
        capture.forEach(event -> {
            if (event.channel() == Channel.HJ212 && event.step() == Step.UP) {
                Matcher matcher = PASSWORD_AND_MN.matcher(new String(event.bytes(), ISO_8859_1));
                while (matcher.find()) {
                    passwords.putIfAbsent(matcher.group(2), matcher.group(1));
                }
            }
        });
        return passwords;
    }
}
