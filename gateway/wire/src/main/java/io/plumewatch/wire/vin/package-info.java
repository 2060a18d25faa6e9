/**
 * Vehicle identification numbers after GB 16735.
 *
 * <p>The alphabet is a condition, the check digit is not: imported vehicles and old ones are right without one.
 */
@NullMarked
package io.plumewatch.wire.vin;

import org.jspecify.annotations.NullMarked;
