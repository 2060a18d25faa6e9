/**
 * Licence plates after GA 36-2018 with the type codes of GA 24.7.
 *
 * <p>A number alone is not a vehicle: types 01, 02 and 07 may share it.
 */
@NullMarked
package io.plumewatch.wire.plate;

import org.jspecify.annotations.NullMarked;
