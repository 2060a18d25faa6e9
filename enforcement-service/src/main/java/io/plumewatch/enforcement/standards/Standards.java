package io.plumewatch.enforcement.standards;

/** The limits and policies as they stand in the database. */
public interface Standards {

    /** Returns all of them; a change in the database shows within a minute. */
    Rulebook rulebook();
}
