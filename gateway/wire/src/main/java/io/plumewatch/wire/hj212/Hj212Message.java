package io.plumewatch.wire.hj212;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a frame says.
 *
 * @param qn names one interaction, answers repeat it: usually a time of 17 digits, but never rely on that; null if
 *     absent
 * @param st kind of system, 1..4 characters, 22 = ambient air, 91 = interaction; null if absent
 * @param cn command, see {@link Hj212Command}
 * @param pw password as sent; null if absent. Never print it
 * @param mn number of the device as sent
 * @param flag null if absent, as stations of 2005 do
 * @param pnum packets in all; null if absent
 * @param pno which of them, from 1; null if absent
 * @param resent whether RF=1 says that the packet is sent again (2025)
 * @param items of the data area, in order, duplicates kept
 * @param deviations from the standard, of the frame and of the message
 */
public record Hj212Message(
        @Nullable String qn,
        @Nullable String st,
        String cn,
        @Nullable String pw,
        String mn,
        @Nullable Hj212Flag flag,
        @Nullable Integer pnum,
        @Nullable Integer pno,
        boolean resent,
        List<CpItem> items,
        Set<Deviation> deviations) {

    public Hj212Message {
        items = List.copyOf(items);
        deviations = deviations.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(deviations));
    }

    /** Returns the edition that the Flag names; 2005 without one. */
    public Edition edition() {
        return flag == null ? Edition.E2005 : flag.edition();
    }

    /** Returns whether the sender waits for an answer. The answers 9011–9014 never get one, whatever their Flag says. */
    public boolean answerWanted() {
        return flag != null && flag.answerWanted() && !Hj212Command.isAnswer(cn);
    }

    /** Returns whether this is one of several packets. */
    public boolean split() {
        return flag != null && flag.split() && pnum != null && pno != null && pnum > 1;
    }

    /** Returns the last value with this key, in whatever case. */
    public Optional<String> value(String key) {
        return items.stream().filter(item -> item.is(key)).map(CpItem::value).reduce((first, last) -> last);
    }

    /** Returns the moment or start of period that the data belong to; empty where none is stated or readable. */
    public Optional<Instant> dataTime() {
        return value("DataTime").flatMap(Hj212Time::read).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns the same message, marked as sent again. */
    public Hj212Message asResent() {
        return new Hj212Message(qn, st, cn, pw, mn, flag, pnum, pno, true, items, deviations);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "Hj212Message[CN " + cn + ", QN " + qn + ", ST " + st + ", MN " + mn + ", " + flag + ", " + items.size()
                + " items, " + deviations + "]";
    }
}
