/**
 * The gateway over HTTP: sightings and photos of gates and cameras, and what operators look at.
 *
 * <h2>How to connect a gate or a camera</h2>
 *
 * <ol>
 *   <li>Register it as GATE or CAMERA ({@code POST /api/v1/devices} of the service), a camera at the road with its site, so
 *       that check-points downstream get its alerts. The answer shows its secret once: the bearer token of every call.
 *   <li>Send what was seen to {@code POST :8081/api/v1/sightings}, a JSON array or {@code application/x-ndjson}, gzip allowed,
 *       at most 1,000 items and 2 MiB, inflated too:
 *       <pre>{@code
 * {"sightingId":"7f3a-20261122-000412", "seenAt":"2026-11-22T08:15:02.120+08:00",
 *  "plate":{"number":"豫H12345","color":"YELLOW","type":"01","confidence":0.97},
 *  "gate":{"companyId":"C-17","movement":"IN","goods":"煤"}, "photoSha256":"…"}
 *       }</pre>
 *       {@code sightingId}, {@code seenAt} and {@code plate.number} are required. A plate whose confidence is not given counts
 *       as unread. Send the number as it was read: the service looks for look-alikes itself.
 *   <li>Send a photo, before the sighting that names it, to {@code PUT :8081/api/v1/photos/{sha256}}: JPEG, at most 1 MiB.
 *       One that nothing names within 24 h is deleted.
 *   <li>A {@code Date} header tells what its clock shows; only the list of devices looks at it.
 * </ol>
 *
 * <h2>What it gets back</h2>
 *
 * <p><code>202 {"stored", "duplicates", "quarantined":[{"index","reason"}]}</code> once the log holds them; an item that is
 * refused harms no other. <b>503</b> with {@code Retry-After} when the log does not confirm within two seconds: nothing is
 * promised, repeat the whole request, nothing is counted twice. A photo: 204; 422 when the bytes have another digest or are
 * no JPEG. 401 without, or with a wrong secret; 403 for a device that is suspended; 413 and 415 for what
 * is too big or of another type; 400 for a body that is no list. <b>429</b> with {@code Retry-After} for a device that asks
 * too much, and <b>408</b> for a body that comes too slowly: nothing was taken, repeat the whole request. Errors are {@code application/problem+json}.
 *
 * <h2>What is refused, and why</h2>
 *
 * <p>Items: MALFORMED_JSON, MISSING_FIELD, WRONG_TYPE, OUT_OF_RANGE with the field and what was expected; CLOCK_AHEAD (more
 * than 5 min), TOO_OLD (more than 366 days). They are listed at {@code GET /api/v1/quarantine}, and
 * an administrator reads them whole at {@code GET /api/v1/quarantine/export}. A sighting that
 * matches nothing is counted by the service and forgotten.
 *
 * <h2>How it works</h2>
 *
 * <p>{@link io.plumewatch.gateway.http.AccessFilter} decides who may call what before a body is read: devices by the digest
 * of their secret, people by that of their token, with roles and areas. {@link io.plumewatch.gateway.http.Items} cuts a list
 * without changing a byte of an item, {@link io.plumewatch.gateway.http.SightingJudge} judges each.
 *
 * <p>{@link io.plumewatch.gateway.http.DeviceSettings} bounds what devices may ask: 4 requests of one and 12 of all under
 * way (of 16 threads, so that the health is always answered), 100 sightings and 10 photos a second of one, 2,000 and 100 of
 * all, after silence those of a minute at once. Connections by address, headers and bodies that drip:
 * {@link io.plumewatch.doors.DoorSettings}.
 */
@NullMarked
package io.plumewatch.gateway.http;

import org.jspecify.annotations.NullMarked;
