package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.fuzz.Fuzzed;
import io.plumewatch.testing.Mutation;
import io.plumewatch.wire.instrument.BenchCodec;
import io.plumewatch.wire.instrument.BenchCodecs;
import io.plumewatch.wire.instrument.BenchRequest;
import io.plumewatch.wire.instrument.BenchStatus;
import io.plumewatch.wire.instrument.Block;
import io.plumewatch.wire.instrument.CheckRule;
import io.plumewatch.wire.instrument.Modbus;
import io.plumewatch.wire.instrument.ReadPlan;
import io.plumewatch.wire.instrument.RegisterMap;
import io.plumewatch.wire.instrument.RegisterMaps;
import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Answers of polled instruments of every shipped model, one answer an input, as far as what they make of it over many polls. */
public final class PollFuzz implements Fuzzed {

    private static final int UNIT = 1;
    private static final Duration REPORT = Duration.ofSeconds(60);

    private final List<Polled> polled = new ArrayList<>();
    private long good;

    private PollFuzz() {}

    /** Every register map over Modbus TCP and over RTU. */
    public static PollFuzz modbus(boolean tcp) {
        var fuzz = new PollFuzz();
        for (String id : RegisterMaps.shippedIds()) {
            RegisterMap map = RegisterMaps.shipped(id).orElseThrow();
            var point = new MapPoint(map, UNIT, tcp ? ModbusFrame.TCP : ModbusFrame.RTU, REPORT);
            fuzz.polled.add(new Polled(point, new Registered(ReadPlan.of(map), tcp)));
        }
        return fuzz;
    }

    /** Every maker's protocol. */
    public static PollFuzz benches() {
        var fuzz = new PollFuzz();
        for (String id : BenchCodecs.shippedIds()) {
            BenchCodec codec = BenchCodecs.shipped(id).orElseThrow();
            if (!codec.model().pollRequests().isEmpty()) {
                fuzz.polled.add(new Polled(new BenchPoint("IN-1", codec, REPORT, aborted -> {}), new Serial(codec)));
            }
        }
        return fuzz;
    }

    @Override
    public void take(long number) {
        var random = new SplittableRandom(number);
        good += polled.get((int) (number % polled.size())).take(number, random) ? 1 : 0;
    }

    @Override
    public long good() {
        return good;
    }

    @Override
    public void close() {}

    /** Says what a working instrument would answer. */
    private interface Answers {
        byte[] answer(int step, Question question, SplittableRandom random);

        byte[] right(byte[] answer, SplittableRandom random);
    }

    /** One instrument and how far its poll is. */
    private static final class Polled {

        private final Point point;
        private final Answers answers;
        private @Nullable Question question;
        private int step;
        private Instant now = Instant.parse("2026-03-15T02:00:00Z");

        Polled(Point point, Answers answers) {
            this.point = point;
            this.answers = answers;
        }

        boolean take(long number, SplittableRandom random) {
            now = now.plusMillis(random.nextInt(5_000));
            Question asked = question;
            if (asked == null) {
                asked = point.begin(now);
                step = 0;
            }
            byte[] answer = answers.answer(step, asked, random);
            if (random.nextInt(3) > 0) {
                answer = Mutation.of(answer, random);
                answer = random.nextBoolean() ? answers.right(answer, random) : answer;
            }
            return answered(asked, answer);
        }

        /** As from the wire: byte by byte, until the answer is whole. */
        private boolean answered(Question asked, byte[] answer) {
            int length = 0;
            int count = 0;
            while (count < answer.length && (length == 0 || count < length)) {
                count++;
                length = asked.length().of(answer, count);
                if (length < 0) {
                    throw new AssertionError("a length of " + length + " for " + Arrays.toString(answer));
                }
            }
            question = null;
            if (length == 0 || length > answer.length) {
                point.lost(now);
                return false;
            }
            Point.Step next = point.answered(Arrays.copyOf(answer, length), now);
            if (next instanceof Point.Step.Ask more) {
                question = more.next();
                step++;
            } else if (next instanceof Point.Step.Bad) {
                point.lost(now);
            }
            return next instanceof Point.Step.Done;
        }
    }

    private record Registered(List<Block> plan, boolean tcp) implements Answers {

        @Override
        public byte[] answer(int step, Question question, SplittableRandom random) {
            Block block = plan.get(step);
            int data = block.fc() <= 2 ? (block.count() + 7) / 8 : 2 * block.count();
            byte[] pdu = new byte[2 + data];
            random.nextBytes(pdu);
            if (random.nextInt(4) == 0) {
                Arrays.fill(pdu, (byte) 0);
            }
            pdu[0] = (byte) block.fc();
            pdu[1] = (byte) data;
            byte[] asked = question.bytes();
            return tcp
                    ? Modbus.tcp((asked[0] & 0xFF) << 8 | asked[1] & 0xFF, UNIT, Octets.of(pdu))
                            .toArray()
                    : Modbus.rtu(UNIT, Octets.of(pdu)).toArray();
        }

        @Override
        public byte[] right(byte[] answer, SplittableRandom random) {
            if (tcp && answer.length > 6) {
                answer[2] = 0;
                answer[3] = 0;
                answer[4] = (byte) (answer.length - 6 >> 8);
                answer[5] = (byte) (answer.length - 6);
            } else if (!tcp && answer.length > 2) {
                int crc = Modbus.crc(Octets.of(answer), 0, answer.length - 2);
                answer[answer.length - 2] = (byte) crc;
                answer[answer.length - 1] = (byte) (crc >> 8);
            }
            return answer;
        }
    }

    private record Serial(BenchCodec codec) implements Answers {

        @Override
        public byte[] answer(int step, Question question, SplittableRandom random) {
            BenchRequest request = codec.model().pollRequests().get(step);
            Map<String, BigDecimal> values = new HashMap<>();
            request.answer()
                    .fields()
                    .forEach(field -> values.put(field.key(), BigDecimal.valueOf(random.nextInt(100))));
            BenchStatus[] all = BenchStatus.values();
            BenchStatus status = random.nextBoolean() ? BenchStatus.READY : all[random.nextInt(all.length)];
            try {
                return codec.encode(request, values, status).toArray();
            } catch (IllegalArgumentException e) {
                // This status or one of the values has no place in the answer.
                byte[] any = new byte[request.answer().length()];
                random.nextBytes(any);
                return right(any, random);
            }
        }

        @Override
        public byte[] right(byte[] answer, SplittableRandom random) {
            if (answer.length > 8 && random.nextBoolean()) {
                answer[6] = (byte) CheckRule.of(Octets.of(answer), 2, 6);
                answer[answer.length - 1] = (byte) CheckRule.of(Octets.of(answer), 7, answer.length - 1);
            } else if (answer.length > 1) {
                answer[answer.length - 1] = (byte) CheckRule.of(Octets.of(answer), 0, answer.length - 1);
            }
            return answer;
        }
    }
}
