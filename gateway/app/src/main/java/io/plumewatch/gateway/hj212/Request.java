package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Flag;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.HostMessages;
import io.plumewatch.wire.hj212.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is asked of a station.
 *
 * @param id names it towards operators; empty for what the gateway asks by itself
 * @param cn command
 * @param items data area; that of SET_TIME is made at sending, with the time of then
 * @param history the periods whose data are asked for; null when none are
 */
record Request(
        String id, String cn, List<CpItem> items, @Nullable History history) {

    /** Id of what nobody but the gateway itself asks. */
    static final String AUTOMATIC = "";

    /** Forms data areas; whom they go to is known at sending. */
    static final HostMessages FORM =
            new HostMessages(new Peer(Hj212Command.ST_AMBIENT_AIR, null, "any", Edition.E2017));

    Request {
        items = List.copyOf(items);
    }

    /** Periods from the first to the last start, both included. */
    record History(Instant from, Instant to) {
        boolean covers(Instant periodStart) {
            return !periodStart.isBefore(from) && !periodStart.isAfter(to);
        }
    }

    /** Asks what a message made by {@link #FORM} asks. */
    static Request of(String id, Hj212Message form) {
        return new Request(id, form.cn(), form.items(), null);
    }

    static Request setTime(String id) {
        return new Request(id, Hj212Command.SET_TIME, List.of(), null);
    }

    /**
     * Asks for the data of past periods.
     *
     * @throws IllegalArgumentException for a command that asks for none
     */
    static Request history(String id, String cn, History history) {
        return new Request(
                id, cn, FORM.history("", cn, history.from, history.to).items(), history);
    }

    /** Returns the message as it goes out now. */
    Hj212Message message(Peer to, String qn, Instant now) {
        if (cn.equals(Hj212Command.SET_TIME)) {
            return new HostMessages(to).setTime(qn, now);
        }
        Hj212Flag flag = Hj212Flag.of(to.edition(), false, true);
        return new Hj212Message(qn, to.st(), cn, to.pw(), to.mn(), flag, null, null, false, items, Set.of());
    }

    /** Returns whether the station confirms with 9013 alone: it is told to stop something. */
    boolean isNotice() {
        return cn.equals(Hj212Command.STOP_REAL_TIME_DATA) || cn.equals(Hj212Command.STOP_DEVICE_STATE);
    }
}
