/** Strict reading of devices' JSON: a value, or which field is wrong and what was expected. */
@NullMarked
package io.plumewatch.wire.json;

import org.jspecify.annotations.NullMarked;
