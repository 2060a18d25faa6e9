package io.plumewatch.sim.replay;

import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Step;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What an instrument answered to what, in the order of the capture. A question is looked up from where the last answer
 * stood, forwards first: so answers change as they changed then, however often or seldom they are asked for, and the
 * last one stays.
 */
final class InstrumentScript {

    /** Modbus TCP: two bytes of a number that every request has its own, then two zeros, then the length of the rest. */
    private static final int MBAP_NUMBER = 2;

    private static final int MBAP_LENGTH_AT = 4;
    private static final int MBAP_HEAD = 6;

    /** The same answer to the same question more often than this in a row says nothing new. */
    private static final int REPEATS = 3;

    private record Exchange(String key, byte[] answer) {}

    private final List<Exchange> exchanges = new ArrayList<>();
    private final ByteArrayOutputStream question = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private int cursor = -1;

    /** Takes the next event of this instrument. */
    void add(CaptureEvent event) {
        if (event.step() == Step.UP) {
            answer.writeBytes(event.bytes());
            return;
        }
        if (answer.size() > 0 || event.step() != Step.DOWN) {
            flush();
        }
        if (event.step() == Step.DOWN) {
            question.writeBytes(event.bytes());
        }
    }

    private void flush() {
        if (question.size() > 0) {
            exchanges.add(new Exchange(key(question.toByteArray()), answer.toByteArray()));
        }
        question.reset();
        answer.reset();
    }

    /** Says that all events are in. {@code shorten} leaves out what only repeats. */
    synchronized void complete(boolean shorten) {
        flush();
        if (shorten) {
            var kept = new ArrayList<Exchange>();
            for (Exchange exchange : exchanges) {
                if (!onlyRepeats(kept, exchange)) {
                    kept.add(exchange);
                }
            }
            exchanges.clear();
            exchanges.addAll(kept);
        }
    }

    private static boolean onlyRepeats(List<Exchange> kept, Exchange next) {
        int same = 0;
        for (int i = kept.size() - 1; i >= 0 && same < REPEATS; i--) {
            Exchange before = kept.get(i);
            if (before.key.equals(next.key)) {
                if (!Arrays.equals(body(before.answer), body(next.answer))) {
                    return false;
                }
                same++;
            }
        }
        return same == REPEATS;
    }

    /** Returns the answer to a question; empty when the instrument was never asked this. */
    synchronized Optional<byte[]> answer(byte[] asked) {
        String key = key(asked);
        for (int i = cursor + 1; i < exchanges.size(); i++) {
            if (exchanges.get(i).key.equals(key)) {
                cursor = i;
                return Optional.of(numbered(exchanges.get(i).answer, asked));
            }
        }
        for (int i = Math.min(cursor, exchanges.size() - 1); i >= 0; i--) {
            if (exchanges.get(i).key.equals(key)) {
                return Optional.of(numbered(exchanges.get(i).answer, asked));
            }
        }
        return Optional.empty();
    }

    synchronized boolean knows(byte[] asked) {
        String key = key(asked);
        return exchanges.stream().anyMatch(exchange -> exchange.key.equals(key));
    }

    /** Returns whether the last answer of the capture has been given. */
    synchronized boolean told() {
        return cursor >= exchanges.size() - 1;
    }

    synchronized int left() {
        return exchanges.size() - 1 - cursor;
    }

    private static String key(byte[] question) {
        return HexFormat.of().formatHex(body(question));
    }

    private static byte[] body(byte[] bytes) {
        return isModbusTcp(bytes) ? Arrays.copyOfRange(bytes, MBAP_NUMBER, bytes.length) : bytes;
    }

    private static boolean isModbusTcp(byte[] bytes) {
        return bytes.length > MBAP_HEAD
                && bytes[2] == 0
                && bytes[3] == 0
                && ((bytes[MBAP_LENGTH_AT] & 0xFF) << 8 | bytes[MBAP_LENGTH_AT + 1] & 0xFF) == bytes.length - MBAP_HEAD;
    }

    private static byte[] numbered(byte[] answer, byte[] asked) {
        if (!isModbusTcp(answer) || !isModbusTcp(asked)) {
            return answer;
        }
        byte[] copy = answer.clone();
        System.arraycopy(asked, 0, copy, 0, MBAP_NUMBER);
        return copy;
    }
}
