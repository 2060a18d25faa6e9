package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.wire.instrument.Block;
import io.plumewatch.wire.instrument.Modbus;
import io.plumewatch.wire.instrument.Registers;
import io.plumewatch.wire.obd.Octets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The two frames of Modbus: what is sent for a read, when its answer is whole, and whether it is one to this question.
 *
 * <pre>
 *   TCP   transaction (2) | 0 (2) | length (2) | unit | function | …
 *   RTU                                          unit | function | … | CRC (2, low byte first)
 * </pre>
 */
enum ModbusFrame {
    /** Over TCP: the transaction number tells the answer from a late one. */
    TCP {
        @Override
        Question question(int unitId, Block block, int transaction) {
            return new Question(
                    Modbus.tcp(transaction, unitId, Modbus.request(block)).toArray(), ModbusFrame::tcpLength);
        }

        @Override
        Answer answer(int unitId, Block block, int transaction, byte[] answer) {
            if (answer.length < HEADER + 3 || word(answer, 2) != 0 || answer.length != HEADER + word(answer, 4)) {
                return bad(Reason.NOT_A_FRAME, "a Modbus TCP header with protocol 0 and length 3..254");
            }
            if (word(answer, 0) != transaction) {
                return bad(Reason.WRONG_ANSWER, "transaction " + transaction);
            }
            return body(unitId, block, answer, HEADER, answer.length);
        }
    },

    /** Over serial lines and behind serial servers: only the check value protects it. */
    RTU {
        @Override
        Question question(int unitId, Block block, int transaction) {
            return new Question(
                    Modbus.rtu(unitId, Modbus.request(block)).toArray(),
                    (answer, count) -> rtuLength(block, answer, count));
        }

        @Override
        Answer answer(int unitId, Block block, int transaction, byte[] answer) {
            if (answer.length < 3 + CRC) {
                return bad(Reason.NOT_A_FRAME, "unit " + unitId + " and function " + block.fc());
            }
            Octets octets = Octets.of(answer);
            if (!Modbus.intact(octets)) {
                int crc = Modbus.crc(octets, 0, answer.length - CRC);
                String right = String.format(Locale.ROOT, "CRC %02X %02X at the end", crc & 0xFF, crc >> 8);
                return bad(Reason.CRC_MISMATCH, right);
            }
            return body(unitId, block, answer, 0, answer.length - CRC);
        }
    };

    private static final int HEADER = 6;
    private static final int CRC = 2;
    private static final int EXCEPTION = 0x80;
    private static final String[] EXCEPTIONS = {
        "unknown", "no such function", "no such address", "no such value", "device failure", "acknowledged", "busy"
    };

    /** What an answer says. */
    sealed interface Answer {

        /** What was read. */
        record Values(Registers registers) implements Answer {}

        /** The instrument refuses, with an exception code. */
        record Refused(Refusal refusal) implements Answer {}

        /** No answer to this question. */
        record Bad(Refusal refusal) implements Answer {}
    }

    /** Returns what to send; {@code transaction} is 0..65,535 and goes up with each question. */
    abstract Question question(int unitId, Block block, int transaction);

    /** Judges an answer. */
    abstract Answer answer(int unitId, Block block, int transaction, byte[] answer);

    private static Answer body(int unitId, Block block, byte[] answer, int from, int to) {
        if ((answer[from] & 0xFF) != unitId) {
            return bad(Reason.WRONG_ANSWER, "unit " + unitId);
        }
        Modbus.Answer read = Modbus.read(block, Octets.of(Arrays.copyOfRange(answer, from + 1, to)));
        if (read instanceof Modbus.Answer.Malformed malformed) {
            return bad(Reason.WRONG_ANSWER, malformed.expected());
        }
        return read instanceof Modbus.Answer.Refused refused
                ? new Answer.Refused(refusal(block, refused.code()))
                : new Answer.Values(((Modbus.Answer.Values) read).registers());
    }

    private static Refusal refusal(Block block, int code) {
        return new Refusal(
                Reason.REFUSED_BY_DEVICE,
                "function " + block.fc() + ", start " + block.start() + ", count " + block.count(),
                "values instead of exception " + code + " (" + EXCEPTIONS[code < EXCEPTIONS.length ? code : 0] + ")");
    }

    /** Of what is no answer, all that came is taken at once: then its judge can say what is wrong. */
    private static int tcpLength(byte[] answer, int count) {
        if (count < HEADER) {
            return 0;
        }
        int length = word(answer, 4);
        return word(answer, 2) != 0 || length < 3 || length > 254 ? count : HEADER + length;
    }

    private static int rtuLength(Block block, byte[] answer, int count) {
        if (count < 3) {
            return 0;
        }
        int function = answer[1] & 0xFF;
        if (function == (block.fc() | EXCEPTION)) {
            return 3 + CRC;
        }
        int data = block.fc() <= 2 ? (block.count() + 7) / 8 : 2 * block.count();
        return function == block.fc() && (answer[2] & 0xFF) == data ? 3 + data + CRC : count;
    }

    private static Answer bad(Reason reason, String expected) {
        return new Answer.Bad(Refusal.of(reason, expected));
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
