/** What this package promises, one sentence a test. */
@NullMarked
package io.plumewatch.gateway.log;

import org.jspecify.annotations.NullMarked;
