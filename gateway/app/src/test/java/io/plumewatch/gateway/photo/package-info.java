/** Tests of the photo store. */
@NullMarked
package io.plumewatch.gateway.photo;

import org.jspecify.annotations.NullMarked;
