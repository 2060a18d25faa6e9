/** The people: what they check before they act. */
@NullMarked
package io.plumewatch.sim.people;

import org.jspecify.annotations.NullMarked;
