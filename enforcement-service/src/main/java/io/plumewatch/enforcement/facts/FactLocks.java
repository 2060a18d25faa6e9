package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.Vehicles;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may change which vehicles' facts.
 *
 * <p>What decides which vehicles a fact touches (which pass is whose, who names a photo, which device is verified) may
 * be changing in a transaction that we do not see yet. So whoever adds evidence or answers a change of the registry
 * takes the rows of the vehicles that he knows of, then the one lock below, and then looks again. Always in this
 * order: transactions that wait for a vehicle hold nothing that its holder may want.
 */
@Component
class FactLocks {

    /** Any number that nothing else in this database locks. */
    private static final long EVIDENCE_OR_REGISTRY = 845_6063L;

    private static final String LOCK = "select 1 from (select pg_advisory_xact_lock(:key)) locked";

    private final JdbcClient jdbc;
    private final Vehicles vehicles;

    FactLocks(JdbcClient jdbc, Vehicles vehicles) {
        this.jdbc = jdbc;
        this.vehicles = vehicles;
    }

    /** Locks the vehicles that a question finds, so that its answer stays right until the transaction ends. */
    Set<Long> lock(Supplier<Set<Long>> affected) {
        var locked = new TreeSet<>(affected.get());
        vehicles.lock(locked);
        jdbc.sql(LOCK).param("key", EVIDENCE_OR_REGISTRY).query(Integer.class).single();
        var appeared = new TreeSet<>(affected.get());
        appeared.removeAll(locked);
        vehicles.lock(appeared);
        locked.addAll(appeared);
        return locked;
    }
}
