/** Air readings from the log to the API. */
@NullMarked
package io.plumewatch.enforcement.facts.air;

import org.jspecify.annotations.NullMarked;
