/**
 * What OBD terminals sent: how well each vehicle reports, day by day, and alarms of tampering.
 *
 * <p><b>A second is the unit.</b> Blocks come live, late, twice, from a terminal's store under other serials, and again
 * when the log is read from an older offset. So nothing is counted on arrival: of each second of a vehicle's day we keep
 * what is true of it ({@link io.plumewatch.enforcement.facts.obd.Mark}) and a byte of the hash of its stream block, and
 * only ever add to that. Sets do not care about order and repetition; the figures of a day are a function of its set
 * ({@link io.plumewatch.enforcement.facts.obd.DayStatistics}), the same whatever the way here.
 *
 * <p><b>Room.</b> A row holds ten minutes of a vehicle ({@link io.plumewatch.enforcement.facts.obd.Slot}): about 0.6 KB
 * at one block a second, at most 2.5 KB. A packet of ten seconds is one small update in place. Twenty thousand lorries
 * that drive eight hours make about 0.6 GB a day. After nine days (a terminal keeps its store for seven or eight) a day
 * is closed: its figures stay as one row and the seconds go. What comes for a closed day changes nothing.
 *
 * <p>All this is screening. Frames carry no credential, so no figure here makes a finding. An alarm of tampering from an
 * authenticated session is kept as received for three years, as evidence for whoever looks into it, but of one vehicle only
 * the last fifty thousand ({@code plumewatch.obd.keep-tamper-days}, {@code .most-tampers}); one that nobody authenticated
 * is refused and stands in the quarantine.
 */
@NullMarked
package io.plumewatch.enforcement.facts.obd;

import org.jspecify.annotations.NullMarked;
