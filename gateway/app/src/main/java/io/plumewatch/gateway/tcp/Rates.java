package io.plumewatch.gateway.tcp;

import io.plumewatch.gateway.intake.Rate;

/**
 * How fast the connections of one protocol may send.
 *
 * @param claimed what nobody vouches for, from one connection
 * @param connection all else from one connection
 * @param total all connections together
 */
record Rates(Rate claimed, Rate connection, SharedRate total) {

    static Rates of(RateBounds bounds, long now) {
        return new Rates(bounds.claimed(), bounds.connection(), new SharedRate(bounds.total(), now));
    }
}
