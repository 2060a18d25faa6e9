/** Real surroundings for the gateway's tests: a broker, a registry, a unit, and the whole process in this JVM. */
@NullMarked
package io.plumewatch.gateway.testing;

import org.jspecify.annotations.NullMarked;
