/** What this package promises, one sentence a test. */
@NullMarked
package io.plumewatch.gateway.tcp;

import org.jspecify.annotations.NullMarked;
