/** Air stations, over TCP, after HJ 212 in its editions 2005, 2017 and 2025. */
@NullMarked
package io.plumewatch.gateway.hj212;

import org.jspecify.annotations.NullMarked;
