package io.plumewatch.enforcement.registry;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes the next version just before commit, and hands the change to the projector just after, before the request is
 * answered: so a device may connect as soon as its registration has answered.
 */
final class ProjectionCommit implements TransactionSynchronization {

    private final Object resourceKey;
    private final ProjectionRows rows;
    private final Projector projector;
    private final Touched touched = Touched.nothing();
    private @Nullable ProjectionDelta delta;

    ProjectionCommit(Object resourceKey, ProjectionRows rows, Projector projector) {
        this.resourceKey = resourceKey;
        this.rows = rows;
        this.projector = projector;
    }

    Touched touched() {
        return touched;
    }

    /** Late, but always before the feeds' counter: two such rows taken in both orders would lock each other out. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 100;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        delta = rows.nextVersion(touched);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(resourceKey);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(resourceKey, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(resourceKey);
        if (status == STATUS_COMMITTED && delta != null) {
            projector.apply(delta);
        }
    }
}
