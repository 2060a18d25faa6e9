package io.plumewatch.sim.replay;

import io.plumewatch.sim.capture.CaptureEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ids by which an {@code ack} may name a message: the one in it, or the hash of one that could not be read. */
final class MessageIds {

    private static final List<String> FIELDS = List.of("passId", "calibrationId", "JLBH", "jlbh");

    private MessageIds() {}

    static List<String> of(CaptureEvent message) {
        String hash = sha256(message.bytes());
        var ids = new ArrayList<>(List.of(hash, "sha256:" + hash));
        String topic = String.valueOf(message.name());
        if (topic.startsWith("photo/")) {
            ids.add(topic.substring("photo/".length()));
            return ids;
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(message.bytes());
            for (String field : FIELDS) {
                String id = json.path(field).asString("");
                if (!id.isEmpty()) {
                    ids.add(id);
                }
            }
        } catch (JacksonException e) {
            // No JSON: the hash is its name.
        }
        return ids;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
