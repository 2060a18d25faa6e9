package io.plumewatch.wire.instrument;

import io.plumewatch.wire.obd.Octets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer says how the instrument is.
 *
 * @param at offset of the status byte
 * @param codes what a byte means, for bytes that are one state; empty where bits are used
 * @param bits what each bit means, where several may be set; the highest one is told
 * @param lowFlowAt offset of a word of two bytes that may say low flow; null for none
 * @param lowFlow the words that say it
 */
public record StatusField(
        int at,
        Map<Integer, BenchStatus> codes,
        Map<Integer, BenchStatus> bits,
        @Nullable Integer lowFlowAt,
        Set<Integer> lowFlow) {

    BenchStatus read(Octets answer) {
        if (lowFlowAt != null && lowFlow.contains(answer.u16(lowFlowAt))) {
            return BenchStatus.LOW_FLOW;
        }
        int code = answer.u8(at);
        if (bits.isEmpty()) {
            return codes.getOrDefault(code, BenchStatus.UNKNOWN);
        }
        return code == 0 ? BenchStatus.READY : bits.getOrDefault(Integer.highestOneBit(code), BenchStatus.UNKNOWN);
    }
}
