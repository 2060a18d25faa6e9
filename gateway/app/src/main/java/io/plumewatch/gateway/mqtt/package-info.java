/**
 * Remote-sensing units and black-smoke cameras, over MQTT.
 *
 * <h2>How it works</h2>
 *
 * <p>{@link io.plumewatch.gateway.mqtt.MqttIntake} keeps a connection to the persistent session; the callback hands each
 * message to a queue that is bounded in messages and bytes; one thread judges; the answer goes to the unit's
 * {@code ack} topic, and only then is the message acknowledged to the broker, on the connection that delivered it. The
 * broker authenticates units and keeps each to its own topics, so a message is trusted as ENROLLED and the device is read
 * from the topic, never from the payload. In the queue units take turns, and what happens now goes before what is
 * replayed, so that a unit that was offline for a day holds up nobody.
 *
 * <h2>How to connect a unit</h2>
 *
 * <ol>
 *   <li>Register it as RS_FIXED, RS_MOBILE or SMOKE_CAMERA with its site and metrological certificate. The answer shows
 *       its secret once. For the national record name the maker's code map in {@code profile}, {@code name} or
 *       {@code name@version}; without one it is {@code national@2}.
 *   <li>Connect by MQTT 3.1.1 or 5 with client id and user name = device number and the secret as the password, with a
 *       persistent session. Set as last will, retained, QoS 1, on {@code plumewatch/v1/{device}/status}:
 *       <code>{"state":"OFFLINE","at":"..."}</code>; publish the same with ONLINE after connecting.
 *   <li>Subscribe to {@code plumewatch/v1/{device}/ack}, QoS 1.
 *   <li>Publish with QoS 1 below {@code plumewatch/v1/{device}/}, at most 2 MiB a message:
 *       <ul>
 *         <li>{@code pass}: one vehicle, {@link io.plumewatch.wire.rs.RsPass} as JSON. {@code passId}, {@code measuredAt}
 *             and {@code plate.number} are required, of a mobile unit {@code position} too. What was not measured is left
 *             out, never zero. {@code sequence} counts up by one and shows in the device list what is missing.
 *         <li>{@code photo/{sha256}}: the bytes of a JPEG of at most 1 MiB under their digest.
 *         <li>{@code calibration}: the daily check by gas and filter, or the yearly verification. Without a passed daily
 *             one for a component no measurement of that day counts. A smoke camera has no filter: it looks at a
 *             Ringelmann chart and reports level n as 20 n percent under {@code opacity}, which covers Ringelmann.
 *         <li>{@code national/pass}, {@code national/smoke}, {@code national/check}: the record with the pinyin field
 *             names. The number is JLBH; times are local; HCCO2 and NOCO2 are ppm per %. {@code sentAt}, {@code sequence}
 *             and {@code replayed} may stand beside them. TP1 to TP5 are the digest of a photo that is published, or
 *             base64 of a JPEG, which is taken out and stored as a photo; of a path or address no picture can be had.
 *             SP1 is kept as text. The unit's own verdict PDJG is shown beside ours. A check is a calibration where it
 *             states standard values, measured values and the outcome SFTG; else it is kept, and calibrates nothing.
 *       </ul>
 *   <li>Keep each message until an answer names it, and send it again after some 10 s without one: the broker's PUBACK
 *       proves nothing. Then wait twice as long each time, up to a minute: while the log is away, the broker keeps every
 *       repetition. Mark what is sent later than 120 s after measuring with {@code "replayed": true}, and send what
 *       happens now before the backlog.
 * </ol>
 *
 * <h2>What it gets back</h2>
 *
 * <p><code>{"id","outcome","reason"?}</code>, with the id passId, calibrationId, JLBH or the photo's digest, or
 * {@code sha256:} and the digest of the payload when no id can be read. STORED and DUPLICATE: the log holds it. The same id
 * with other content is stored too, and set aside by the service as PASS_ID_REUSED. QUARANTINED is final: sending it again
 * changes nothing. A status is never answered.
 *
 * <h2>What is refused, and why</h2>
 *
 * <p>UNKNOWN_DEVICE, DEVICE_SUSPENDED, WRONG_DEVICE_KIND (not a measuring kind); MALFORMED_JSON, MISSING_FIELD, WRONG_TYPE,
 * OUT_OF_RANGE with the field and what was expected; CLOCK_AHEAD (more than 5 min), TOO_OLD (more than 366 days);
 * PHOTO_HASH_MISMATCH, NOT_A_JPEG, TOO_LARGE; UNSUPPORTED_TOPIC; UNKNOWN_PROFILE (the registry names a code map that is not
 * here). A code of plate colour or type that the map does not have is refused, since then the map is the wrong one; of
 * other lists it is warned of. All of it can be read at {@code GET /api/v1/quarantine}. A late pass without the mark is no
 * refusal: its clock is SUSPECT until an officer clears it.
 *
 * <h2>A day offline, and units that are too fast</h2>
 *
 * <p>A unit that comes back with thousands of passes keeps at most some 50 unanswered ones under way and sends what happens
 * now between them. One that waits for nothing does no harm either as long as the broker hands everything over at once:
 * what waits here is overtaken, while what waits at the broker goes in the broker's order. Hence the large receive maximum;
 * beyond it, or beyond the bytes of the queue, live ones of all units wait behind the backlog. No more than
 * {@code limits.messages} are judged and unanswered at a time, which is all that a live pass waits for.
 *
 * <p>Replayed ones of all units together go into the log at {@code rates.replays} a second, since the service takes the
 * log in its order: at the usual 500 a second 10,000 take some 23 s. Set it below what the service takes in on its machine
 * (measure it: {@code plumewatch-sim load --burst 10000}), then no alert waits behind a backlog.
 *
 * <p>A unit that is faster than {@code rates.messages} or {@code rates.bytes} for longer than {@code rates.burst} is
 * answered at its rate, the event {@code rate_limited} counts and a line of the log names it; it loses nothing, and others
 * go before it. What the log has already costs it a tenth of what something new does. When it fills half of what the
 * broker hands over, more of it is put off: the broker may forget it, and the unit, which has no answer, sends it again
 * ({@code flood_put_off}). So it is with pictures while the photo store takes none and they fill half of the queue's bytes
 * ({@code picture_put_off}). The events are in
 * {@code plumewatch_events_total{protocol="rs"}}.
 *
 * <h2>TLS, and who may connect</h2>
 *
 * <p>{@code ssl://host:port} as the address speaks TLS with a broker whose certificate is valid for that host and signed by
 * an authority of the JVM or of {@code plumewatch.mqtt.ca} (PLUMEWATCH_MQTT_CA, a PEM file). Mosquitto's {@code passwd} and
 * {@code acl} files are written by the service, see its setting PLUMEWATCH_MOSQUITTO_DIRECTORY; with
 * {@code use_username_as_clientid true} each gateway needs a user name of its own.
 *
 * <h2>Settings</h2>
 *
 * <p>{@code plumewatch.mqtt.*}, see {@link io.plumewatch.gateway.mqtt.MqttSettings}. Code maps lie in the jar and, to add or
 * replace some, in {@code plumewatch.mqtt.code-maps} (PLUMEWATCH_CODE_MAPS, the same directory for gateway and service). A
 * map that was used must stay as it is: change it under a new version.
 *
 * <p>The broker must keep what it confirmed and hand over enough at once: for Mosquitto {@code max_queued_messages 0},
 * {@code max_inflight_messages 20000} and {@code persistence true}; for Artemis {@code receiveMaximum=1000} at the acceptor
 * and no maximum of delivery attempts.
 *
 * <h2>Several gateways</h2>
 *
 * <p>Give each another PLUMEWATCH_GATEWAY_ID and all the same PLUMEWATCH_MQTT_SHARED_GROUP, for example
 * {@code plumewatch}: they take turns at MQTT 5 shared subscriptions, each with a session of its own that the broker keeps
 * for 10 minutes. When one dies, the broker gives its messages to another, or keeps them for it; then the units, which have
 * no answer, send again and another gateway takes them. Nothing acknowledged is lost, and the service drops what came
 * twice. A single gateway leaves the group empty: its own subscriptions outlive any outage of it. Gaps in
 * {@code sequence} are not counted in a group, for no gateway sees all numbers of a unit. When changing from one to the
 * other, connect once with the old settings after the units are stopped, so that nothing waits in the old session.
 */
@NullMarked
package io.plumewatch.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
