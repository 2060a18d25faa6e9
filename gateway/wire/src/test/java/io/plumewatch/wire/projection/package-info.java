/** The projection's seal. */
@NullMarked
package io.plumewatch.wire.projection;

import org.jspecify.annotations.NullMarked;
