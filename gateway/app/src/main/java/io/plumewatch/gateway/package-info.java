/**
 * The process that talks to devices: bytes come in, readings go into the log, and only then a device is told so.
 *
 * <p>Spring Boot is the outside: settings, HTTP, health, metrics. Inside, {@link io.plumewatch.gateway.Gateway} puts the
 * pipelines together by hand. Each protocol is a folder ({@code mqtt}, {@code obd}, {@code http}) of the same shape:
 * settings, an intake that owns sockets and back-pressure, and a judge that turns one message into an entry or a refusal.
 * They share {@code log}, {@code projection}, {@code quarantine} and {@code photo}. There is no database here.
 */
@NullMarked
package io.plumewatch.gateway;

import org.jspecify.annotations.NullMarked;
