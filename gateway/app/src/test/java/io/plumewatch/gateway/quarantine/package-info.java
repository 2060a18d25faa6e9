/** What this package promises, one sentence a test. */
@NullMarked
package io.plumewatch.gateway.quarantine;

import org.jspecify.annotations.NullMarked;
