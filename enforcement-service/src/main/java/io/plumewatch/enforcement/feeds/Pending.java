package io.plumewatch.enforcement.feeds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The items that a transaction will append, written after everything else that it does. */
final class Pending implements TransactionSynchronization {

    private final FeedStore store;
    private final Arrivals arrivals;
    private final List<FeedStore.NewItem> items = new ArrayList<>();

    /** How many items there were at each savepoint. */
    private final Map<Object, Integer> atSavepoints = new HashMap<>();

    private Pending(FeedStore store, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    /** Returns those of the current transaction. */
    static Pending current(FeedStore store, Arrivals arrivals) {
        if (TransactionSynchronizationManager.getResource(store) instanceof Pending pending) {
            return pending;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a feed item must be appended within a transaction");
        }
        var pending = new Pending(store, arrivals);
        TransactionSynchronizationManager.bindResource(store, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    void add(FeedStore.NewItem item) {
        items.add(item);
    }

    /** Last of all: the shorter the counter's row is held, the less the writers wait for each other. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void savepoint(Object savepoint) {
        atSavepoints.put(savepoint, items.size());
    }

    /** What is undone appends nothing; a savepoint that we do not know was there before the first item. */
    @Override
    public void savepointRollback(Object savepoint) {
        items.subList(atSavepoints.getOrDefault(savepoint, 0), items.size()).clear();
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (!items.isEmpty()) {
            store.write(items);
        }
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(store);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(store, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(store);
        if (status == STATUS_COMMITTED) {
            arrivals.signal();
        }
    }
}
