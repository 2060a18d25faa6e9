package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.TokenChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notes what a transaction changes in the projection, and has it written once that is final. */
@Component
class ProjectionChanges {

    private final ProjectionRows rows;
    private final Projector projector;

    ProjectionChanges(ProjectionRows rows, Projector projector) {
        this.rows = rows;
        this.projector = projector;
    }

    /** Refuses with 503 when what was changed could not be written now. */
    void requireReachable() {
        projector.requireReachable();
    }

    void deviceChanged(Change<EnrolledDevice> change) {
        Touched touched = current();
        touched.devices().add(change.now().deviceNo());
        touch(touched, change.now());
        touch(touched, change.before());
    }

    @EventListener
    void on(TokenChanged changed) {
        current().tokens().add(changed.sha256());
    }

    private static void touch(Touched touched, @Nullable EnrolledDevice enrolled) {
        if (enrolled != null) {
            touched.secrets().add(enrolled.secretSha256());
            String vin = enrolled.device().vin();
            if (vin != null) {
                touched.vins().add(vin);
            }
            String mn = enrolled.device().stationMn();
            if (mn != null) {
                touched.mns().add(mn);
            }
        }
    }

    private Touched current() {
        if (TransactionSynchronizationManager.getResource(this) instanceof ProjectionCommit commit) {
            return commit.touched();
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("what the projection holds must be changed within a transaction");
        }
        var commit = new ProjectionCommit(this, rows, projector);
        TransactionSynchronizationManager.bindResource(this, commit);
        TransactionSynchronizationManager.registerSynchronization(commit);
        return commit.touched();
    }
}
