/** Facts come late and in any order, and count once. */
@NullMarked
package io.plumewatch.enforcement.facts;

import org.jspecify.annotations.NullMarked;
