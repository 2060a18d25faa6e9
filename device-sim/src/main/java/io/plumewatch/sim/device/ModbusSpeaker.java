package io.plumewatch.sim.device;

import io.plumewatch.wire.instrument.Block;
import io.plumewatch.wire.instrument.Modbus;
import io.plumewatch.wire.instrument.RegisterEncoder;
import io.plumewatch.wire.instrument.RegisterMap;
import io.plumewatch.wire.obd.Octets;
import java.time.Instant;

/** A Modbus slave that can only be read. */
final class ModbusSpeaker implements LineSpeaker {

    private static final int RTU_READ = 8;
    private static final int PDU_READ = 5;
    private static final int GATEWAY_TARGET_FAILED = 11;

    private final boolean tcp;
    private final int unit;
    private final RegisterMap map;
    private final Weather weather;
    private final int first;
    private final int last;

    ModbusSpeaker(boolean tcp, int unit, RegisterMap map, Weather weather) {
        this.tcp = tcp;
        this.unit = unit;
        this.map = map;
        this.weather = weather;
        this.first =
                map.points().stream().mapToInt(point -> point.address()).min().orElse(0);
        this.last = map.points().stream()
                .mapToInt(point -> point.address() + point.type().registers() - 1)
                .max()
                .orElse(0);
    }

    @Override
    public int questionLength(Octets soFar) {
        if (!tcp) {
            return RTU_READ;
        }
        return soFar.length() < Modbus.TCP_HEAD ? Modbus.TCP_HEAD : Modbus.TCP_HEAD - 1 + Math.max(1, soFar.u16(4));
    }

    @Override
    public Octets answer(Octets question, Instant now, boolean outOfRange) {
        int asked = question.u8(tcp ? Modbus.TCP_HEAD - 1 : 0);
        if (!tcp && (asked != unit || !Modbus.intact(question))) {
            return Octets.NONE;
        }
        Octets pdu = pdu(question);
        if (asked != unit) {
            return framed(question, Modbus.refusal(pdu.u8(0), GATEWAY_TARGET_FAILED));
        }
        return framed(question, read(pdu, now, outOfRange));
    }

    /** Every register of the model's range answers, fitted or not; beyond it there is none. */
    private Octets read(Octets pdu, Instant now, boolean outOfRange) {
        int fc = pdu.u8(0);
        if (pdu.length() != PDU_READ || map.points().stream().noneMatch(point -> point.fc() == fc)) {
            return Modbus.refusal(fc, Modbus.ILLEGAL_FUNCTION);
        }
        int start = pdu.u16(1);
        int count = pdu.u16(3);
        if (count < 1 || count > map.maxRegistersPerRead() || start < first || start + count - 1 > last) {
            return Modbus.refusal(fc, Modbus.ILLEGAL_ADDRESS);
        }
        var block = new Block(fc, start, count);
        return Modbus.answer(
                block, RegisterEncoder.encode(map, block, outOfRange ? weather.absurd(now) : weather.at(now)));
    }

    @Override
    public Octets refusal(Octets question) {
        return framed(question, Modbus.refusal(pdu(question).u8(0), Modbus.ILLEGAL_ADDRESS));
    }

    /** Over TCP there is no check value: the number of the transaction stands for it. */
    @Override
    public Octets spoilt(Octets answer) {
        byte[] bytes = answer.toArray();
        bytes[tcp ? 1 : bytes.length - 1] ^= 0x5A;
        return Octets.of(bytes);
    }

    private Octets pdu(Octets question) {
        return tcp ? question.slice(Modbus.TCP_HEAD, question.length()) : question.slice(1, question.length() - 2);
    }

    private Octets framed(Octets question, Octets pdu) {
        return tcp ? Modbus.tcp(question.u16(0), question.u8(Modbus.TCP_HEAD - 1), pdu) : Modbus.rtu(unit, pdu);
    }
}
