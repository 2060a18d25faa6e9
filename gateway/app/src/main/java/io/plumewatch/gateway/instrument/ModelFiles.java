package io.plumewatch.gateway.instrument;

import io.plumewatch.wire.instrument.BenchCodec;
import io.plumewatch.wire.instrument.BenchCodecs;
import io.plumewatch.wire.instrument.RegisterMap;
import io.plumewatch.wire.instrument.RegisterMaps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Models as files, those of one's own directory before those shipped, with what an instrument has otherwise laid over them.
 * A file with {@code points} is a register map, one with {@code requests} a maker's protocol.
 *
 * <p>Overrides have the keys of the file: what stands there replaces what stands there. Only {@code points} differs: it is
 * an object by point key, whose fields replace those of the point; a point that is {@code null} is left out.
 */
final class ModelFiles {

    private static final int MOST_BYTES = 1 << 18;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Path directory;

    ModelFiles(String directory) {
        this.directory = directory.isBlank() ? null : Path.of(directory);
    }

    /**
     * Returns the model of an instrument, or null when there is none of this name.
     *
     * @throws IllegalArgumentException saying what is wrong with its file or the overrides
     */
    @Nullable
    Model model(String id, JsonNode overrides) {
        byte[] json = content(id);
        if (json == null) {
            return null;
        }
        byte[] merged = overrides.isEmpty() ? json : merged(json, overrides);
        Model model = JSON.readTree(merged).has("points")
                ? new Model.Registers(RegisterMaps.read(merged))
                : new Model.Bench(BenchCodecs.read(merged));
        if (!model.id().equals(id)) {
            throw new IllegalArgumentException("the file of " + id + " is that of " + model.id());
        }
        return model;
    }

    /** What an instrument is read with. */
    sealed interface Model {

        String id();

        /** Read by Modbus. */
        record Registers(RegisterMap map) implements Model {
            @Override
            public String id() {
                return map.id();
            }
        }

        /** Read by its maker's protocol. */
        record Bench(BenchCodec codec) implements Model {
            @Override
            public String id() {
                return codec.model().id();
            }
        }
    }

    private byte @Nullable [] content(String model) {
        try {
            Path own = directory == null ? null : directory.resolve(model + ".json");
            if (own != null && Files.exists(own)) {
                if (Files.size(own) > MOST_BYTES) {
                    throw new IllegalArgumentException(own + " has more than " + MOST_BYTES + " bytes");
                }
                return Files.readAllBytes(own);
            }
            try (InputStream shipped = RegisterMaps.class.getResourceAsStream(model + ".json")) {
                return shipped == null ? null : shipped.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] merged(byte[] json, JsonNode overrides) {
        try {
            ObjectNode map = (ObjectNode) JSON.readTree(json);
            for (Map.Entry<String, JsonNode> override : overrides.properties()) {
                if (override.getKey().equals("points") && map.get("points") instanceof ArrayNode points) {
                    mergePoints(points, override.getValue());
                } else if (override.getKey().equals("name") || override.getKey().equals("version")) {
                    throw new IllegalArgumentException("overrides must not change " + override.getKey());
                } else {
                    map.set(override.getKey(), override.getValue());
                }
            }
            return JSON.writeValueAsBytes(map);
        } catch (JacksonException | ClassCastException e) {
            throw new IllegalArgumentException("the model is no JSON object", e);
        }
    }

    private static void mergePoints(ArrayNode points, JsonNode overrides) {
        if (!overrides.isObject()) {
            throw new IllegalArgumentException("overrides.points must be an object by point key");
        }
        for (Map.Entry<String, JsonNode> override : overrides.properties()) {
            int place = place(points, override.getKey());
            if (place < 0) {
                throw new IllegalArgumentException("overrides.points." + override.getKey() + " is no point of the map");
            }
            if (override.getValue().isNull()) {
                points.remove(place);
            } else if (override.getValue() instanceof ObjectNode fields) {
                ((ObjectNode) points.get(place)).setAll(fields);
            } else {
                throw new IllegalArgumentException(
                        "overrides.points." + override.getKey() + " must be an object, or null to leave it out");
            }
        }
    }

    private static int place(ArrayNode points, String key) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).path("key").asString("").equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
