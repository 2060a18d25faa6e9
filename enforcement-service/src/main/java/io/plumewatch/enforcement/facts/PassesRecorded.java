package io.plumewatch.enforcement.facts;

import java.util.List;

/** New passes were recorded in one transaction, told together so that what follows can be done in key order. */
public record PassesRecorded(List<PassRecorded> passes) {

    public PassesRecorded {
        passes = List.copyOf(passes);
    }
}
