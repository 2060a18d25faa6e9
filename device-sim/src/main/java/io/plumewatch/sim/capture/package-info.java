/**
 * Captures: what devices and the gateway said to each other, in a file that can be read, cut and replayed.
 *
 * <p>A capture is UTF-8 text with one JSON object a line. The first line is {@code {"capture":1,"startedAt":"…"}}.
 * A line {@code {"site":{…}}}, {@code {"vehicle":{…}}} or {@code {"device":{…}}} holds an object as the registry takes it,
 * never with a secret; a device's line stands before its first event. Every other line is an event:
 *
 * <pre>
 * {"at":0,"via":"OBD","connection":1,"step":"OPEN"}
 * {"at":3,"via":"OBD","connection":1,"step":"UP","base64":"IyMB…"}
 * {"at":20,"via":"MQTT","device":"RS-410800-1","step":"UP","name":"pass","text":"{…}"}
 * {"at":24,"via":"MQTT","device":"RS-410800-1","step":"DOWN","name":"ack","text":"{…}"}
 * {"at":31,"via":"HTTP","device":"GATE-1","step":"UP","name":"POST /api/v1/sightings","type":"application/json","text":"[…]"}
 * {"at":35,"via":"HTTP","device":"GATE-1","step":"DOWN","status":202,"text":"{…}"}
 * {"at":40,"via":"INSTRUMENT","connection":2,"device":"OPA-1","port":15021,"step":"OPEN"}
 * </pre>
 *
 * <p>{@code at} counts milliseconds from {@code startedAt}. {@code UP} goes from the device to the gateway, {@code DOWN}
 * the other way, whoever opened the connection. The bytes stand in {@code text} where they are text, else in
 * {@code base64}; both give back exactly the bytes that came. A capture shows plates, VINs and what the protocols
 * themselves carry in the clear (HJ 212 puts its password into each frame), so its file is readable by its owner only.
 */
@NullMarked
package io.plumewatch.sim.capture;

import org.jspecify.annotations.NullMarked;
