/** The gateway as a whole. */
@NullMarked
package io.plumewatch.gateway;

import org.jspecify.annotations.NullMarked;
