/** The rules, as tables that a lawyer can read. */
@NullMarked
package io.plumewatch.enforcement.assessment;

import org.jspecify.annotations.NullMarked;
