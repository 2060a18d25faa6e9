package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The forms in which sightings may be posted. */
public enum SightingForm {
    /** One JSON array. */
    ARRAY("application/json", false),
    /** One JSON object a line. */
    LINES("application/x-ndjson", false),
    /** Lines, compressed. */
    LINES_GZIP("application/x-ndjson", true);

    private final String contentType;
    private final boolean gzip;

    SightingForm(String contentType, boolean gzip) {
        this.contentType = contentType;
        this.gzip = gzip;
    }

    public String contentType() {
        return contentType;
    }

    public boolean gzip() {
        return gzip;
    }

    /** Returns the body of a request with these items. */
    public byte[] body(List<String> items) {
        String text = this == ARRAY ? "[" + String.join(",", items) + "]" : String.join("\n", items) + "\n";
        byte[] plain = text.getBytes(UTF_8);
        if (!gzip) {
            return plain;
        }
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
