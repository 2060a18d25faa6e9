/** What a day of packets comes to, in any order. */
@NullMarked
package io.plumewatch.enforcement.facts.obd;

import org.jspecify.annotations.NullMarked;
