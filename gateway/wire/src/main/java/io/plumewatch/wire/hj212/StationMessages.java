package io.plumewatch.wire.hj212;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a station tells its host. An answer takes the QN of what it answers, everything else a QN of its own. */
public final class StationMessages {

    private final Peer peer;

    public StationMessages(Peer peer) {
        this.peer = peer;
    }

    /** The values of one factor, in the order of the map: {@code Rtd}, {@code Avg}, …, {@code Flag}. */
    public record Factor(String code, Map<String, String> values) {}

    /**
     * Data of any kind, DataTime first, a group for each factor.
     *
     * @param dataTime the moment of real-time data, the start of the period of everything else
     */
    public Hj212Message data(String qn, String cn, Instant dataTime, List<Factor> factors, boolean answerWanted) {
        return peer.message(qn, peer.st(), cn, answerWanted, items(dataTime, factors));
    }

    /** The same in packets of so many factors, each with a QN of its own; one packet if they all fit. */
    public List<Hj212Message> packets(
            Supplier<String> qns,
            String cn,
            Instant dataTime,
            List<Factor> factors,
            int factorsPerPacket,
            boolean answerWanted) {
        int count = Math.max(1, (factors.size() + factorsPerPacket - 1) / factorsPerPacket);
        if (count == 1) {
            return List.of(data(qns.get(), cn, dataTime, factors, answerWanted));
        }
        var packets = new ArrayList<Hj212Message>();
        for (int i = 0; i < count; i++) {
            int from = i * factorsPerPacket;
            var part = factors.subList(from, Math.min(factors.size(), from + factorsPerPacket));
            packets.add(new Hj212Message(
                    qns.get(),
                    peer.st(),
                    cn,
                    peer.pw(),
                    peer.mn(),
                    Hj212Flag.of(peer.edition(), true, answerWanted),
                    count,
                    i + 1,
                    false,
                    items(dataTime, part),
                    Set.of()));
        }
        return packets;
    }

    /** 9011: what becomes of the request, 1 = ready to run. */
    public Hj212Message requestAnswer(String qn, int qnRtn) {
        return peer.answer(qn, Hj212Command.REQUEST_ANSWER, CpItem.of("QnRtn", Integer.toString(qnRtn)));
    }

    /** 9012: what came of it, 1 = done, 100 = no data. */
    public Hj212Message executionResult(String qn, int exeRtn) {
        return peer.answer(qn, Hj212Command.EXECUTION_RESULT, CpItem.of("ExeRtn", Integer.toString(exeRtn)));
    }

    /** 9013: the notice has come. */
    public Hj212Message noticeAnswer(String qn) {
        return peer.answer(qn, Hj212Command.NOTICE_ANSWER);
    }

    /** 1013: please set my clock. */
    public Hj212Message askForTime(String qn) {
        return peer.request(qn, Hj212Command.ASK_CALIBRATION_OF_TIME);
    }

    /** 9015 of 2025. */
    public Hj212Message heartbeat(String qn) {
        return peer.request(qn, Hj212Command.HEARTBEAT);
    }

    /** 2081: when the logger started. */
    public Hj212Message boot(String qn, Instant now, Instant restarted) {
        return peer.request(
                qn, Hj212Command.BOOT, "DataTime", Hj212Time.seconds(now), "RestartTime", Hj212Time.seconds(restarted));
    }

    /** The value that a query asked for, under the query's own command and QN: {@code name, value, …}. */
    public Hj212Message value(String qn, String cn, String... namesAndValues) {
        var asked = peer.request(qn, cn, namesAndValues);
        return peer.message(qn, peer.st(), cn, false, asked.items());
    }

    private static List<CpItem> items(Instant dataTime, List<Factor> factors) {
        var items = new ArrayList<CpItem>();
        items.add(CpItem.of("DataTime", Hj212Time.seconds(dataTime)));
        for (int i = 0; i < factors.size(); i++) {
            int group = i + 1;
            var factor = factors.get(i);
            factor.values()
                    .forEach((suffix, value) -> items.add(new CpItem(factor.code() + "-" + suffix, value, group)));
        }
        return items;
    }
}
