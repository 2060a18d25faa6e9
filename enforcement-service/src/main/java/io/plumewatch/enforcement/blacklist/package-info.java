/**
 * Who is locked and why; the in-heap index that plates are matched against.
 *
 * <p>A confirmed case locks its vehicle, a released or withdrawn one lifts the lock, in the transaction of the case.
 * Officers may add entries by hand, with a reason and a document, of vehicles that belong to their areas or, as the facts
 * know, were measured there. {@link Blacklist#mayHold} answers from the heap
 * whether a plate is worth a query; only {@link Blacklist#match} decides, in the caller's transaction.
 */
@ApplicationModule(
        displayName = "Blacklist",
        allowedDependencies = {"cases", "facts", "registry", "access"})
@NullMarked
package io.plumewatch.enforcement.blacklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
