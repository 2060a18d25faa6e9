package io.plumewatch.gateway.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes a message of a device in ways that devices do: fields left out, of another type, out of their range, cut off. */
public final class JsonChanges {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "7",
            "1e9",
            "-99999",
            "0.5",
            "\"\"",
            "\"x\"",
            "\"-1\"",
            "\"9999\"",
            "[]",
            "[1]",
            "{}",
            "\"2026-11-22T08:15:03+08:00\"",
            "\"2026-11-22 08:15:03\"",
            "\"1850-01-01T00:00:00Z\"",
            "\"\\u0000\"");

    private JsonChanges() {}

    /** Returns the message with none to three things changed; now and then its text is no JSON any more. */
    public static String of(String message, SplittableRandom random) {
        var root = (ObjectNode) MAPPER.readTree(message);
        for (int i = random.nextInt(4); i > 0; i--) {
            change(root, random);
        }
        String text = root.toString();
        if (random.nextInt(12) == 0) {
            int at = 1 + random.nextInt(text.length() - 1);
            return random.nextBoolean() ? text.substring(0, at) : text.substring(0, at) + "," + text.substring(at);
        }
        return text;
    }

    private static void change(ObjectNode root, SplittableRandom random) {
        var objects = new ArrayList<ObjectNode>();
        collect(root, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = List.copyOf(object.propertyNames());
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
            object.remove(name);
        } else {
            object.set(name, MAPPER.readTree(VALUES.get(random.nextInt(VALUES.size()))));
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }
}
