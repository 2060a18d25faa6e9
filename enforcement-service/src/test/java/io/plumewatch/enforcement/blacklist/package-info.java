/** Tests of the module blacklist, its numbers and signatures first, then against the whole service. */
@NullMarked
package io.plumewatch.enforcement.blacklist;

import org.jspecify.annotations.NullMarked;
