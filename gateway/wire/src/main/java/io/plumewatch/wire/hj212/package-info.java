/**
 * HJ 212 between air stations and us, in its editions 2005, 2017 and 2025.
 *
 * <p>The way of a byte: {@link io.plumewatch.wire.hj212.Hj212FrameCutter} cuts the stream into
 * {@link io.plumewatch.wire.hj212.Hj212Frame}s by their length and check value,
 * {@link io.plumewatch.wire.hj212.Hj212Decoder} turns a frame into an
 * {@link io.plumewatch.wire.hj212.Hj212Message}, and {@link io.plumewatch.wire.hj212.Hj212Readings} turns its items
 * into numbers in one set of units, which only a {@link io.plumewatch.wire.hj212.UnitProfile} can do: the protocol
 * itself does not carry units. {@link io.plumewatch.wire.hj212.HostMessages} and
 * {@link io.plumewatch.wire.hj212.StationMessages} say what the two sides tell each other, and
 * {@link io.plumewatch.wire.hj212.Hj212Encoder} writes it.
 *
 * <p>Stations deviate from the standard in known ways. Each is accepted where nothing is lost by it, and named
 * ({@link io.plumewatch.wire.hj212.Deviation}) so that it can be counted. Times are local time GMT+8.
 */
@NullMarked
package io.plumewatch.wire.hj212;

import org.jspecify.annotations.NullMarked;
