/**
 * The protocol of heavy-duty OBD terminals: GB 17691-2018 annex Q and HJ 1239.3-2021.
 *
 * <p>The way of a byte: {@link io.plumewatch.wire.obd.ObdFrameCutter} cuts the stream into
 * {@link io.plumewatch.wire.obd.ObdFrame}s, {@link io.plumewatch.wire.obd.ObdDecoder} turns a frame into an
 * {@link io.plumewatch.wire.obd.ObdMessage}. {@link io.plumewatch.wire.obd.ObdEncoder} goes the other way over the
 * same tables: {@link io.plumewatch.wire.obd.BlockType} says which fields a block has and
 * {@link io.plumewatch.wire.obd.ObdField} how one number is written. Everything is big-endian and unsigned, times
 * are binary GMT+8, and what the standard calls invalid never becomes a number
 * ({@link io.plumewatch.wire.obd.Reading}).
 */
@NullMarked
package io.plumewatch.wire.obd;

import org.jspecify.annotations.NullMarked;
