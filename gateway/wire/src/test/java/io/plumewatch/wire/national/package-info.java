/** Records as makers write them, against what they must come to. */
@NullMarked
package io.plumewatch.wire.national;

import org.jspecify.annotations.NullMarked;
