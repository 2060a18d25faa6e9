package io.plumewatch.gateway.log;

import io.plumewatch.wire.log.Bundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a stream as it is sent, and all that are in the log with it.
 *
 * @param fields what Redis gets
 */
record Parcel(String stream, Map<String, byte[]> fields, List<Append> appends) {

    /** A bundle that has so many bytes gets no more readings. */
    private static final int ENOUGH_BYTES = 1 << 16;

    /** Packs what one flush writes, in the order of each stream. */
    static List<Parcel> of(List<Append> batch, Author author) {
        var parcels = new ArrayList<Parcel>();
        var open = new LinkedHashMap<String, Bundling>();
        for (Append append : batch) {
            if (append.content() instanceof Append.Fields whole) {
                parcels.add(new Parcel(append.stream(), whole.fields(), List.of(append)));
            } else if (append.content() instanceof Append.Reading reading) {
                Bundling bundling = open.computeIfAbsent(append.stream(), Bundling::new);
                bundling.add(append, reading.packed());
                if (bundling.isFull()) {
                    parcels.add(bundling.parcel(author));
                    open.remove(append.stream());
                }
            }
        }
        open.values().forEach(bundling -> parcels.add(bundling.parcel(author)));
        return parcels;
    }

    /** A bundle that is being filled. */
    private static final class Bundling {

        private final String stream;
        private final List<Append> appends = new ArrayList<>();
        private final List<byte[]> packed = new ArrayList<>();
        private int bytes;

        Bundling(String stream) {
            this.stream = stream;
        }

        void add(Append append, byte[] reading) {
            appends.add(append);
            packed.add(reading);
            bytes += reading.length;
        }

        boolean isFull() {
            return packed.size() == Bundle.MOST || bytes >= ENOUGH_BYTES;
        }

        Parcel parcel(Author author) {
            return new Parcel(stream, author.bundle(stream, packed), appends);
        }
    }
}
