/**
 * A long run of changed input of every protocol through the gateway's own decoders and connections, without a network.
 *
 * <p>Each protocol brings a {@link io.plumewatch.gateway.fuzz.Fuzzed} from its own package; {@code MutationSystemTests}
 * feeds them all in turn. An input is a function of its number, so what fails can be fed again alone.
 */
@NullMarked
package io.plumewatch.gateway.fuzz;

import org.jspecify.annotations.NullMarked;
