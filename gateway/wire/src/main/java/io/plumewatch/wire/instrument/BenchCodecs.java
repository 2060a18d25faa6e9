package io.plumewatch.wire.instrument;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of serial instruments that come with the program, and the reader of others. */
public final class BenchCodecs {

    private static final Map<String, BenchCodec> SHIPPED = shipped(
            "mqy-200@1",
            "nht-1@1",
            "flb-100@1",
            "fty-100@1",
            "mqw-5101@1",
            "mqw-50a@1",
            "mq-50b@1",
            "fla-502@1",
            "nha-503@1",
            "nha-506@1",
            "fasm-5000@1");

    private BenchCodecs() {}

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException naming the model, the place, the key and what was expected
     */
    public static BenchCodec read(byte[] json) {
        return new BenchCodec(BenchModelReader.read(json));
    }

    /** Returns the codec of a model that comes with the program, by {@code name@version}. */
    public static Optional<BenchCodec> shipped(String id) {
        return Optional.ofNullable(SHIPPED.get(id));
    }

    /** Returns the names of the models that come with the program. */
    public static List<String> shippedIds() {
        return List.copyOf(SHIPPED.keySet());
    }

    private static Map<String, BenchCodec> shipped(String... ids) {
        var codecs = new LinkedHashMap<String, BenchCodec>();
        for (String id : ids) {
            codecs.put(id, read(Resource.read(id + ".json")));
        }
        return Collections.unmodifiableMap(codecs);
    }
}
