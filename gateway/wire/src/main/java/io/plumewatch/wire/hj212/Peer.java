package io.plumewatch.wire.hj212;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a dialogue is with: what stands in every message of it, in either direction.
 *
 * @param st kind of system, usually {@link Hj212Command#ST_AMBIENT_AIR}
 * @param pw the station's password; null for a station that sends none
 * @param mn the station's number, as it sends it
 * @param edition sets the version bits of every Flag
 */
public record Peer(String st, @Nullable String pw, String mn, Edition edition) {

    /** Returns the peer that speaks in this message; answers are to bear its password and edition. */
    public static Peer of(Hj212Message message) {
        String st = message.st();
        String own = st == null || st.equals(Hj212Command.ST_INTERACTION) ? Hj212Command.ST_AMBIENT_AIR : st;
        return new Peer(own, message.pw(), message.mn(), message.edition());
    }

    /** Returns a message; the items are grouped as they are. */
    Hj212Message message(String qn, String systemType, String cn, boolean answerWanted, List<CpItem> items) {
        return new Hj212Message(
                qn,
                systemType,
                cn,
                pw,
                mn,
                Hj212Flag.of(edition, false, answerWanted),
                null,
                null,
                false,
                items,
                Set.of());
    }

    /** Returns the answers 9011–9014: same QN, ST 91, no answer wanted. */
    Hj212Message answer(String qn, String cn, CpItem... items) {
        return message(qn, Hj212Command.ST_INTERACTION, cn, false, List.of(items));
    }

    /** Returns a message with one item a group: {@code name, value, name, value …}. */
    Hj212Message request(String qn, String cn, String... namesAndValues) {
        var items = new ArrayList<CpItem>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            items.add(new CpItem(namesAndValues[i], namesAndValues[i + 1], i / 2));
        }
        return message(qn, st, cn, true, items);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "Peer[ST " + st + ", MN " + mn + ", " + edition + "]";
    }
}
