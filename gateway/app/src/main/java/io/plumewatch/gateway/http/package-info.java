/**
 * The gateway over HTTP: sightings and photos of gates and cameras, and two lists for operators.
 *
 * <p>{@link io.plumewatch.gateway.http.AccessFilter} decides who may call what before a body is read. A body is bounded on
 * the wire and inflated. The answer to sightings comes when the log holds them; when it does not within two seconds,
 * nothing is promised and the whole request may be repeated.
 */
@NullMarked
package io.plumewatch.gateway.http;

import org.jspecify.annotations.NullMarked;
