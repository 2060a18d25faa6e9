/** Tests of the module referrals, its numbers and signatures first, then against the whole service. */
@NullMarked
package io.plumewatch.enforcement.referrals;

import org.jspecify.annotations.NullMarked;
