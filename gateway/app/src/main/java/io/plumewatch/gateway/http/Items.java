package io.plumewatch.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Takes a list of JSON objects apart without changing a byte of any. */
final class Items {

    /** The most items in one request. */
    static final int MOST = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Items() {}

    /** Cuts a JSON array. */
    static List<byte[]> ofArray(byte[] body) {
        refuseOtherEncodings(body);
        var items = new ArrayList<byte[]>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw broken("expected a JSON array of sightings, or application/x-ndjson");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                add(items, item(parser, body));
            }
            if (parser.nextToken() != null) {
                throw broken("there is more behind the array");
            }
            return items;
        } catch (JacksonException e) {
            throw broken("not JSON at byte " + e.getLocation().getByteOffset());
        }
    }

    /** Cuts lines; empty ones do not count. A broken line harms no other. */
    static List<byte[]> ofLines(byte[] body) {
        var items = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                byte[] line = Arrays.copyOfRange(body, start, i);
                if (!new String(line, UTF_8).isBlank()) {
                    add(items, line);
                }
                start = i + 1;
            }
        }
        return items;
    }

    /** The parser would read UTF-16 and UTF-32 too, but then not know its byte positions. Both have zeros or a mark. */
    private static void refuseOtherEncodings(byte[] body) {
        for (byte octet : body) {
            if (octet == 0 || octet == (byte) 0xFE || octet == (byte) 0xFF) {
                throw broken("send the JSON in UTF-8");
            }
        }
    }

    private static byte[] item(JsonParser parser, byte[] body) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw broken("the array does not end");
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (token.isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset());
    }

    private static void add(List<byte[]> items, byte[] item) {
        if (items.size() >= MOST) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "TOO_MANY_ITEMS", "send at most " + MOST + " items at once");
        }
        items.add(item);
    }

    private static Problem broken(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "MALFORMED_JSON", detail);
    }
}
