/** How instruments are polled: lines in virtual time, wires against real sockets, and both together. */
@NullMarked
package io.plumewatch.gateway.instrument;

import org.jspecify.annotations.NullMarked;
