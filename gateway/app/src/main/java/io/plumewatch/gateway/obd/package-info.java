/**
 * OBD terminals of heavy vehicles, over TCP and TLS, after GB 17691-2018 annex Q and HJ 1239.3-2021.
 *
 * <p><b>How to connect one.</b> Register the device ({@code POST /api/v1/devices}, kind {@code OBD_TERMINAL}, with
 * {@code vin}, {@code iccid} and, where known, {@code profile} and {@code publicKey}) and point the terminal at port
 * 17691, or at 17692 with a client certificate. The profile says how it speaks: {@code P1} GB 17691, {@code P1a} a
 * product's reading of it, {@code P2} and {@code P2s} local standards, {@code P3} HJ 1239, {@code P4} a platform that
 * forwards. Without one the frames show it; a frame that shows another than the filed one is taken, counted
 * ({@code profile_mismatch}) and logged once. File it for HJ 1239 terminals that wait for an answer to their first
 * login, which looks the same in all profiles.
 *
 * <p><b>What it sends.</b> Login, uploads live and from the store, tamper alarm, activation and logout go to the log as
 * they came, each whole frame one entry of kind {@code OBD}; a tamper alarm of a sender above CLAIMED goes to the
 * evidence. A frame before the login opens a session by itself (counted, {@code implicit_session}); a login again begins
 * a new one. What a cipher hides (encryption code other than 0x01 and no exact layout in the clear) is kept as it is and
 * counted ({@code encrypted_frame}). Serials only serve the share of packets received, shown in the list of devices.
 *
 * <p><b>What it gets back.</b> Everybody gets the time when asking for it. P1, P1a, P2 and P2s get nothing else. P3 gets
 * every frame's header and time back once the log has it; {@code plumewatch.obd.ack-mode.P1=ECHO_HEADER} (or
 * {@code NONE}) changes that for a profile. A platform gets the response flag 0x01, 0x02 for what was refused, or 0x03
 * for a VIN whose session another connection holds. Answers carry the start bytes of their request.
 *
 * <p><b>Trust.</b> Frames carry no credential. VIN and ICCID as filed (in any case, and behind 19 filed digits with
 * whatever fills the field of 20), from a network in {@code plumewatch.obd.trusted-networks}, make a session ENROLLED;
 * a client certificate makes it CERTIFIED for the VINs that it names (common name, or alternative names of type DNS or
 * {@code urn:vin:}), without a login, and CLAIMED for all others, whatever they send. All else is CLAIMED, also the
 * login of a platform, whose user and password are checked by nobody and kept nowhere. A session gives way to one of
 * equal or higher trust; else the newcomer is refused ({@code VIN_CONFLICT}).
 *
 * <p><b>Signatures.</b> The key is the one that the registry has. A valid signature over a whole packet lifts that one
 * entry to CERTIFIED, not the session; the entry notes VALID and under which identity, INVALID, NO_KEY or ABSENT, and
 * everything needed to check again is in it or in the registry. INVALID is counted and otherwise as good as ABSENT. The
 * signatures behind single blocks (P2s) are checked and noted, and lift nothing: they leave the packet's time and
 * serial unsigned, so that whoever has heard one block could send it again as of any other second, and no published
 * text says which bytes they cover. The identity is that of the chip, else the default one. The chip's is learned from
 * an activation (0x07) whose signature holds under the filed key ({@link io.plumewatch.gateway.chip}); where no such
 * activation came to this platform, only signatures under the default identity can be valid. An activation is answered
 * (0x08) once the log has it: activated 01/00 when the signature holds and the registry has the same key or none; 02/01
 * for another key than the filed one; 02/02 for a VIN that is unknown or not that of the header; 02/03 for no valid
 * signature. It never files a key, for the proof that it brings only shows that the sender has one: an officer compares
 * and files it.
 *
 * <p><b>What is refused.</b> {@code NOT_A_FRAME}, {@code BCC_MISMATCH} and {@code HALF_FRAME} before a frame is one;
 * {@code UNKNOWN_VIN}, {@code OUT_OF_RANGE} (no VIN), {@code DEVICE_SUSPENDED}, {@code VIN_CONFLICT}; then
 * {@code UNKNOWN_LAYOUT}, {@code CLOCK_AHEAD}, {@code TOO_OLD}. A run of bad frames or bytes, a half frame that stays one
 * and silence end the connection; a failed handshake does too ({@code refused_tls}). So do frames of strangers on a
 * connection that speaks for nobody ({@code closed_stranger}; a platform may pass on many more of them), and the first one
 * of a terminal that was suspended, unless the connection speaks for others ({@code closed_expelled}). Who is slower than the log is read no
 * further, and so is a connection
 * that exceeds a byte rate, a low one for unauthenticated frames, and everybody while all together exceed one.
 *
 * <p><b>Settings</b> ({@link io.plumewatch.gateway.obd.ObdSettings}, {@code plumewatch.obd.*}). TLS is off until
 * {@code PLUMEWATCH_OBD_TLS_CERT}, {@code PLUMEWATCH_OBD_TLS_KEY} (PKCS #8) and {@code PLUMEWATCH_OBD_TLS_CLIENT_CA} name
 * PEM files. They are read again when they change ({@code plumewatch.obd.tls.reload}, 10 s); what is wrong with a new one
 * is logged and the old ones stay. {@code PLUMEWATCH_OBD_TLS_CRL} names revocation lists, one of each client CA: while one
 * is missing or has run out nobody comes in, and a connection whose certificate has been revoked is closed. A certificate
 * that merely runs out keeps its open connections.
 *
 * <p><b>The way of a frame.</b> {@link io.plumewatch.gateway.obd.ObdServer} accepts, {@code tcp.FrameConnection} cuts with
 * {@code ObdFrames}, {@code tcp.Delivery} brings the frames in their order through {@code ObdLine} ({@code ObdSignatures}
 * reads and verifies, {@code ObdJudge} decides) to the log, and what was read is kept until the log has it: the terminal
 * will not send it again.
 */
@NullMarked
package io.plumewatch.gateway.obd;

import org.jspecify.annotations.NullMarked;
