package io.plumewatch.sim.device;

import io.plumewatch.wire.instrument.BenchCodec;
import io.plumewatch.wire.instrument.BenchCodecs;
import io.plumewatch.wire.instrument.BenchRequest;
import io.plumewatch.wire.instrument.BenchStatus;
import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A serial instrument of one model: knows its requests, and writes its answers. */
final class BenchSpeaker implements LineSpeaker {

    private static final Octets REFUSAL = Octets.of(new byte[] {BenchCodec.REFUSAL});

    private final BenchCodec codec;
    private final Shown shown;

    /** What the instrument shows at a time, by the keys of its model. */
    interface Shown {

        Map<String, BigDecimal> values(Instant now, boolean outOfRange);

        BenchStatus status(Instant now);
    }

    BenchSpeaker(String model, Shown shown) {
        this.codec = BenchCodecs.shipped(model)
                .orElseThrow(() -> new IllegalArgumentException("no model " + model + " of serial instrument"));
        this.shown = shown;
    }

    /** What begins like no request is refused byte by byte. */
    @Override
    public int questionLength(Octets soFar) {
        return codec.model().requests().stream()
                .map(BenchRequest::bytes)
                .filter(bytes -> bytes.length() >= soFar.length()
                        && bytes.slice(0, soFar.length()).equals(soFar))
                .mapToInt(Octets::length)
                .max()
                .orElse(1);
    }

    @Override
    public Octets answer(Octets question, Instant now, boolean outOfRange) {
        return request(question)
                .map(request -> codec.encode(request, shown.values(now, outOfRange), shown.status(now)))
                .orElse(REFUSAL);
    }

    @Override
    public Octets refusal(Octets question) {
        return REFUSAL;
    }

    private Optional<BenchRequest> request(Octets question) {
        return codec.model().requests().stream()
                .filter(request -> request.bytes().equals(question))
                .findFirst();
    }
}
