/**
 * Air stations, over TCP, after HJ 212 in its editions 2005, 2017 and 2025.
 *
 * <p><b>How to connect one.</b> Register a device of kind {@code AIR_STATION} with its MN (without one, its device number
 * is the MN), its password of six characters and its unit profile, for example {@code ambient@1}; the password is kept as
 * a hash only. Let the station open a TCP connection to {@code PLUMEWATCH_HJ212_PORT} (21200) and send; there is no
 * login. The three editions share the port, the version bits of each frame's Flag tell them apart, no Flag means 2005.
 * Several stations may come over one connection of a forwarder.
 *
 * <p><b>What it sends.</b> Data (commands 2xxx and 3xxx): real-time 2011, state 2021, minutes 2051, hours 2061, days 2031,
 * start 2081, site information 3020 and the like. Each whole frame, each packet of a split message by itself, goes to the
 * log byte for byte as {@code AIR}, with the name of the profile that it is to be read with; the service makes readings of
 * it. DataTime is the start of a period, except for real-time data. Encrypted content (2025) is logged as the plain frame.
 *
 * <p><b>What it gets back.</b> 9014 for data, but only when the Flag asks for an answer and the log holds the frame; while
 * the log is away nothing is answered, and the socket is read no further. What comes again is answered again and
 * stored once. 9013 for heartbeats (9015), serial numbers (1001) and the wish to have the clock set (1013), which is then
 * set (1012). Answers repeat QN, PW and MN, have ST 91 and Flag 0, 4 or 8. The answers 9011–9014 are never answered.
 *
 * <p><b>What it is asked.</b> {@link io.plumewatch.gateway.hj212.Dialogue}: one request at a time, known by its QN,
 * sent again when not answered (10 s, three times), ended by 9012, by a refusal in 9011 or by silence. By itself the
 * gateway sets a clock that is more than 60 s off, gives intervals and time-outs if they are configured, asks how long
 * a period of minute data is (the answer goes to the log, since the service needs it for the ends of periods; it is
 * asked again when somebody changed it), and pulls minute and hour data that later ones show to be missing; a station
 * is left alone for its first 15 s, one of 2005 altogether. Administrators ask over HTTP: {@code POST
 * /api/v1/stations/{deviceNo}/commands} with {@code {"command":"GET_TIME"}}, {@code
 * {"command":"HISTORY","period":"HOUR","from":…,"to":…}} and so on ({@link io.plumewatch.gateway.command.Order})
 * answers 202 with a ticket, {@code GET …/commands/{id}} shows its state and the station's codes. Passwords, MNs and
 * keys are not changed from here. Requests carry the password that the station itself sent.
 *
 * <p><b>What is refused and why.</b> Never with an answer, always in the quarantine with its reason:
 *
 * <ul>
 *   <li>{@code NOT_A_FRAME}, {@code HALF_FRAME}, {@code CRC_MISMATCH}: the bytes. A Modbus CRC, or content encrypted with a
 *       key that is configured, is right for a station whose profile says so.
 *   <li>{@code UNKNOWN_DEVICE}, {@code WRONG_PASSWORD}, {@code WRONG_DEVICE_KIND}, {@code DEVICE_SUSPENDED},
 *       {@code MN_CONFLICT}: the sender. MN and password as filed from a trusted network are ENROLLED; from elsewhere, or
 *       without a filed password, CLAIMED. An MN has one session, which gives way to one of equal or higher trust. A
 *       connection that speaks for no station is closed when it lost its last one like this ({@code closed_expelled}), or
 *       after a number of such frames ({@code closed_stranger}).
 *   <li>{@code UNKNOWN_LAYOUT}, {@code TOO_LARGE}, {@code OUT_OF_RANGE}, {@code CLOCK_AHEAD}, {@code TOO_OLD}: the content.
 * </ul>
 *
 * <p>Known deviations from the standard are taken, and counted by kind in {@code plumewatch_hj212_deviations_total}. Late
 * data are marked as replayed and never make the clock suspect; a time of sending (QN) that lies ahead of ours does.
 * {@code GET /api/v1/devices} shows drift, trust and completeness: missing minutes and hours, and lost packets.
 *
 * <p><b>Settings.</b> {@code PLUMEWATCH_HJ212_BIND} (127.0.0.1), {@code PLUMEWATCH_HJ212_PORT},
 * {@code PLUMEWATCH_HJ212_TRUSTED_NETWORKS} (127.0.0.0/8), {@code PLUMEWATCH_HJ212_PROFILES} (a directory of further unit
 * profiles); everything else is {@code plumewatch.hj212.*}, see {@link io.plumewatch.gateway.hj212.Hj212Settings}. SM4 keys
 * go by device number in {@code plumewatch.hj212.sm4.keys}.
 *
 * <p><b>The way of a frame.</b> {@link io.plumewatch.gateway.hj212.Hj212Frames} cuts,
 * {@link io.plumewatch.gateway.hj212.Hj212Line} keeps the stations of a connection,
 * {@link io.plumewatch.gateway.hj212.Hj212Judge} decides, {@link io.plumewatch.gateway.hj212.Hj212Desk} is what all share.
 */
@NullMarked
package io.plumewatch.gateway.hj212;

import org.jspecify.annotations.NullMarked;
