/** The program's command line, and its architecture. */
@NullMarked
package io.plumewatch.sim;

import org.jspecify.annotations.NullMarked;
