package io.plumewatch.enforcement.facts;

/**
 * A new pass was recorded (once per pass key), after its {@link TimelineChanged} was handled; see {@link PassesRecorded}.
 *
 * @param live whether it is happening now: received within the policy's seconds of measuring and not replayed
 */
public record PassRecorded(PassFact pass, boolean live) {}
