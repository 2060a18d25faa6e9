/** What this package promises, one sentence a test. */
@NullMarked
package io.plumewatch.gateway.intake;

import org.jspecify.annotations.NullMarked;
