package io.plumewatch.wire.instrument;

import java.time.Duration;

/**
 * When an instrument is no longer believed. Thresholds are data of each map or model.
 *
 * @param frozenAfter all varying points show the same bytes for longer than this
 * @param atLimitAfter a value lies at or beyond its min or max for longer than this
 * @param jumps so many values in a row changed faster than they can, 1..100
 */
public record StateRules(Duration frozenAfter, Duration atLimitAfter, int jumps) {}
