package io.plumewatch.sim.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.CaptureWriter;
import io.plumewatch.sim.capture.Channel;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Knows what the registry says about devices, and writes that into the capture before a device's first event, so that
 * whoever replays it can register the same ones. Secrets are not known here and not written.
 */
final class Witness {

    /** Of OBD frames the VIN behind start bytes and command (or answer flag), of HJ 212 frames the MN. */
    private static final Pattern VIN = Pattern.compile("(?:##|~~)[^A-Z0-9]{1,2}([A-HJ-NPR-Z0-9]{17})");

    private static final Pattern MN = Pattern.compile("MN=([^;&]{1,64});");
    private static final int PAGE_LIMIT = 10_000;

    private final CaptureWriter out;
    private final Map<String, JsonNode> byNumber = new HashMap<>();
    private final Map<String, String> numberOfName = new HashMap<>();
    private final Map<String, JsonNode> sites = new HashMap<>();

    private Witness(CaptureWriter out) {
        this.out = out;
    }

    /** Knows only what the bytes tell: devices are recorded without their kind and cannot be registered again. */
    static Witness blind(CaptureWriter out) {
        return new Witness(out);
    }

    /** Asks the registry about all devices and sites, with an administrator's access. */
    static Witness informed(CaptureWriter out, Api admin) {
        var witness = new Witness(out);
        all(
                admin,
                "/api/v1/sites",
                site -> witness.sites.put(site.path("siteId").asString(""), site));
        all(admin, "/api/v1/devices", witness::learn);
        return witness;
    }

    private void learn(JsonNode device) {
        String deviceNo = device.path("deviceNo").asString("");
        byNumber.put(deviceNo, device);
        for (String name : List.of("vin", "mn")) {
            String value = device.path(name).asString("");
            if (!value.isEmpty()) {
                numberOfName.put(value, deviceNo);
            }
        }
    }

    private static void all(Api admin, String path, Consumer<JsonNode> told) {
        String next = "";
        for (int page = 0; page < PAGE_LIMIT; page++) {
            JsonNode answer = admin.get(next.isEmpty() ? path : path + "?after=" + encoded(next));
            answer.path("items").forEach(told);
            next = answer.path("next").asString("");
            if (next.isEmpty()) {
                return;
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Sees a device by its number. */
    void saw(String deviceNo) {
        JsonNode device = byNumber.get(deviceNo);
        if (device == null || out.knows(deviceNo)) {
            return;
        }
        String siteId = device.path("siteId").asString("");
        JsonNode site = sites.get(siteId);
        if (site != null) {
            out.object("site", siteId, site);
        }
        out.object("device", deviceNo, withoutSecrets(device));
    }

    private static JsonNode withoutSecrets(JsonNode device) {
        ObjectNode copy = JsonMapper.shared().createObjectNode();
        device.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .filter(field ->
                        !field.getKey().equals("secret") && !field.getKey().equals("password"))
                .forEach(field -> copy.set(field.getKey(), field.getValue()));
        return copy;
    }

    /** Sees bytes of a device on TCP, which name it inside. */
    void saw(Channel channel, byte[] bytes) {
        Pattern names = channel == Channel.OBD ? VIN : MN;
        Matcher matcher = names.matcher(new String(bytes, ISO_8859_1));
        while (matcher.find()) {
            String name = matcher.group(1);
            saw(numberOfName.getOrDefault(name, name));
        }
    }
}
