package io.plumewatch.wire.instrument;

import java.time.Duration;

/**
 * How an instrument may be asked.
 *
 * @param poll from one round of questions to the next, 50 ms to 1 h
 * @param timeout how long it may take to answer, 50 ms to 30 s
 * @param retries how often a question is asked again, 0 or 1: more would hold the line for all others
 * @param gap pause between two questions on one line, up to 1 s; RS-485 needs 30 to 100 ms
 */
public record Pacing(Duration poll, Duration timeout, int retries, Duration gap) {}
