/** What this package promises, one sentence a test. */
@NullMarked
package io.plumewatch.gateway.hj212;

import org.jspecify.annotations.NullMarked;
