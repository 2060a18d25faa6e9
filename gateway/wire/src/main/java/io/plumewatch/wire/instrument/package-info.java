/**
 * The instruments of a check point: weather stations and air sensors that are read by Modbus registers, opacimeters and
 * gas benches that speak their makers' serial protocols.
 *
 * <p>Both end in the same {@link io.plumewatch.wire.instrument.PointValue}. For Modbus a
 * {@link io.plumewatch.wire.instrument.RegisterMap} says what is where; {@link io.plumewatch.wire.instrument.ReadPlan}
 * says what to read, and the map turns what came back into values. For serial instruments a
 * {@link io.plumewatch.wire.instrument.BenchCodec} says which bytes to send, how many come back and what they mean.
 * {@link io.plumewatch.wire.instrument.TestRun} makes one finished test out of a sequence of readings, and
 * {@link io.plumewatch.wire.instrument.StateWatch} says when an instrument must not be believed.
 *
 * <p>What differs between two instruments is data: JSON beside the classes, named {@code name@version}, each guess
 * marked as one. A version that has been used is never changed, so that old readings can be computed again. No public
 * register map of Chinese opacimeters or benches exists; test each file against the real instrument.
 */
@NullMarked
package io.plumewatch.wire.instrument;

import org.jspecify.annotations.NullMarked;
