/** Exactly once, whatever dies when. */
@NullMarked
package io.plumewatch.enforcement.intake;

import org.jspecify.annotations.NullMarked;
