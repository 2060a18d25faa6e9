/**
 * What air stations measured: every number of every HJ 212 message, in units that are the same for all stations.
 *
 * <p>A frame in the log is read with the unit profile that its entry names, so that readings can be computed again. A
 * reading is known by station, period, factor and statistic. What a station says of it twice is kept once; what it says
 * differently is kept beside it, and the one that counts follows from the readings alone: a usable one before one that
 * is not, one of an authenticated session before a claimed one, then the one that the station told last by its own
 * {@code QN}, then the greater text. When and in which order the messages came changes nothing.
 *
 * <p>Sub-packets need no joining here, since rows are keyed by factor. Real-time data are kept for days, minutes for
 * months, hours and days for years ({@code plumewatch.air.*}).
 */
@NullMarked
package io.plumewatch.enforcement.facts.air;

import org.jspecify.annotations.NullMarked;
