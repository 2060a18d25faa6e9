/** The projection against a real Redis. */
@NullMarked
package io.plumewatch.gateway.projection;

import org.jspecify.annotations.NullMarked;
