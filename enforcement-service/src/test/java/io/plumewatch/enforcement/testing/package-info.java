/** Real PostgreSQL and Redis for the service's tests. */
@NullMarked
package io.plumewatch.enforcement.testing;

import org.jspecify.annotations.NullMarked;
