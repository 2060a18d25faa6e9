/** Tests of the log's envelope. */
@NullMarked
package io.plumewatch.wire.log;

import org.jspecify.annotations.NullMarked;
