package io.plumewatch.enforcement.registry;

import java.util.Set;
import java.util.TreeSet;

/** Keys of the projection that a transaction touched. */
record Touched(Set<String> devices, Set<String> secrets, Set<String> vins, Set<String> mns, Set<String> tokens) {

    static Touched nothing() {
        return new Touched(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }
}
