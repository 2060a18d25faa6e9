package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The one form of a JSON value that may be signed, RFC 8785: no blanks, members ordered by UTF-16 code units, numbers
 * as ECMAScript writes them, strings with the fewest escapes.
 */
final class CanonicalJson {

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * Returns the canonical bytes.
     *
     * @throws IllegalArgumentException for what I-JSON cannot carry: a lone surrogate, a number beyond a double
     */
    static byte[] of(JsonNode value) {
        var json = new CanonicalJson();
        json.value(value);
        return json.out.toString().getBytes(UTF_8);
    }

    private void value(JsonNode node) {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isString()) {
            string(node.stringValue());
        } else if (node.isNumber()) {
            out.append(EcmaNumber.text(node.doubleValue()));
        } else if (node.isBoolean() || node.isNull()) {
            out.append(node);
        } else {
            throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        }
    }

    private void object(JsonNode node) {
        // String.compareTo compares UTF-16 code units, which is the order that the RFC asks for.
        var members = new TreeMap<String, JsonNode>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        out.append('{');
        String separator = "";
        for (var member : members.entrySet()) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            value(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void array(JsonNode node) {
        out.append('[');
        for (Iterator<JsonNode> items = node.iterator(); items.hasNext(); ) {
            value(items.next());
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i = pair(text, i);
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private int pair(String text, int high) {
        boolean whole = high + 1 < text.length() && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
        if (!whole) {
            throw new IllegalArgumentException("lone surrogate at " + high);
        }
        out.append(text, high, high + 2);
        return high + 1;
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < ' ') {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
