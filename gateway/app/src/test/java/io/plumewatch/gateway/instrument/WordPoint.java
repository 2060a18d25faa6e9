package io.plumewatch.gateway.instrument;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.gateway.intake.InstrumentBoard.Value;
import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An instrument that is asked with its own name and answers words: {@code 12} is a value, {@code test:7} a value and a
 * finished test, {@code lie} what cannot be, {@code no} a refusal, anything else nonsense. Answers end with a dot.
 */
final class WordPoint implements Point {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final String deviceNo;
    private int lost;

    WordPoint(String deviceNo) {
        this.deviceNo = deviceNo;
    }

    int lost() {
        return lost;
    }

    @Override
    public Pace pace() {
        return new Pace(
                INTERVAL,
                Duration.ofMillis(300),
                Duration.ZERO,
                0,
                Duration.ofMinutes(1),
                Map.of("x", BigDecimal.valueOf(5)));
    }

    @Override
    public Question begin(Instant now) {
        return new Question(deviceNo.getBytes(US_ASCII), WordPoint::length);
    }

    private static int length(byte[] answer, int count) {
        int dot = new String(answer, 0, count, US_ASCII).indexOf('.');
        return dot + 1;
    }

    @Override
    public Step answered(byte[] answer, Instant at) {
        String word = new String(answer, US_ASCII).replace(".", "");
        if (word.equals("no")) {
            return new Step.Refused(Refusal.of(Reason.REFUSED_BY_DEVICE, "yes"));
        }
        if (word.equals("bug")) {
            throw new IllegalStateException("a bug");
        }
        if (word.equals("lie")) {
            return look(-1, InstrumentState.LYING, null, at);
        }
        if (word.startsWith("test:")) {
            return look(1, InstrumentState.OK, word.substring(5), at);
        }
        return word.matches("[0-9]+")
                ? look(Integer.parseInt(word), InstrumentState.OK, null, at)
                : new Step.Bad(Refusal.of(Reason.BCC_MISMATCH, "a number"));
    }

    private Step look(int value, InstrumentState state, @org.jspecify.annotations.Nullable String testNo, Instant at) {
        FinishedTest test = testNo == null
                ? null
                : new FinishedTest(
                        deviceNo,
                        testNo,
                        "word@1",
                        at,
                        ("{\"instrument\":\"" + deviceNo + "\",\"model\":\"word@1\",\"testNo\":\"" + testNo
                                        + "\",\"finishedAt\":\"" + at + "\"}")
                                .getBytes(UTF_8));
        return new Step.Done(new Look(
                state,
                state == InstrumentState.OK ? null : "less than nothing",
                List.of(new Value("x", BigDecimal.valueOf(value), null, "%", List.of())),
                test));
    }

    @Override
    public void lost(Instant at) {
        lost++;
    }
}
