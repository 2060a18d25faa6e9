/**
 * The command {@code explain}: says what the bytes of a device mean.
 *
 * <p>Reads inputs from the command line, a file or the standard input, one a line or as a raw stream, and prints a
 * table for people or one JSON object a line for programs. The reading itself is {@code io.plumewatch.wire.explain}.
 */
@NullMarked
package io.plumewatch.sim.explain;

import org.jspecify.annotations.NullMarked;
