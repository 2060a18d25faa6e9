/** Tests of the kept identities of security chips. */
@NullMarked
package io.plumewatch.gateway.chip;

import org.jspecify.annotations.NullMarked;
