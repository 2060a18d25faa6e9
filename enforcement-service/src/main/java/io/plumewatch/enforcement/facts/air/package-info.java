/**
 * What air stations measured: every number of every HJ 212 message, in units that are the same for all stations.
 *
 * <p>A frame in the log is read with the unit profile that its entry names, so that readings can be computed again. A
 * reading is known by station, period, factor and statistic. What a station says of it twice is kept once; what it says
 * differently is kept beside it, and the one that counts follows from the readings alone: one of an authenticated session
 * before a claimed one, a usable one before one that is not, then the one that the station told last by its own
 * {@code QN}, then the greater text. When and in which order the messages came changes nothing. What nobody authenticated
 * said is kept only among the first few by that order ({@code plumewatch.air.claimed-variants}).
 *
 * <p>What a station answers when it is asked how long a period of its minute data is (1063) is kept with the time when it
 * was told, the last {@code plumewatch.air.told-intervals} of them; by that, and by the profile while nothing was told,
 * a period of minutes ends. This too follows from the log alone.
 *
 * <p>Sub-packets need no joining here, since rows are keyed by factor. Real-time data are kept for days, minutes for
 * months, hours and days for years ({@code plumewatch.air.*}).
 */
@NullMarked
package io.plumewatch.enforcement.facts.air;

import org.jspecify.annotations.NullMarked;
