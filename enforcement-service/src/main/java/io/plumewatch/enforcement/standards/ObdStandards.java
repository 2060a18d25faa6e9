package io.plumewatch.enforcement.standards;

/** What is expected of OBD terminals, as it stands in the database. */
public interface ObdStandards {

    /** Returns all of it; a change in the database shows within a minute. */
    ObdPolicies obdPolicies();
}
