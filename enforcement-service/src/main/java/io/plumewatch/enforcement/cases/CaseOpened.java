package io.plumewatch.enforcement.cases;

/** A finding opened a case. */
public record CaseOpened(EnforcementCase opened) {}
