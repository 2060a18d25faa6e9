/** Which limits and which policy hold where and when. */
@NullMarked
package io.plumewatch.enforcement.standards;

import org.jspecify.annotations.NullMarked;
