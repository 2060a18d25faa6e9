/** What this package promises, one sentence a test. */
@NullMarked
package io.plumewatch.gateway.obd;

import org.jspecify.annotations.NullMarked;
