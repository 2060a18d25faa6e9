/** Instruments from the log to the API. */
@NullMarked
package io.plumewatch.enforcement.facts.instrument;

import org.jspecify.annotations.NullMarked;
