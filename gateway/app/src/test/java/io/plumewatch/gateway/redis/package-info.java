/** Tests of the connections to Redis. */
@NullMarked
package io.plumewatch.gateway.redis;

import org.jspecify.annotations.NullMarked;
