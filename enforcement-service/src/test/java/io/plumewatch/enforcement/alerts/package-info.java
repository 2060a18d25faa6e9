/** Tests of the module alerts, its numbers and signatures first, then against the whole service. */
@NullMarked
package io.plumewatch.enforcement.alerts;

import org.jspecify.annotations.NullMarked;
