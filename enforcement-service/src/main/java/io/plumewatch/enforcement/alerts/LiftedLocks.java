package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.blacklist.VehicleUnlocked;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells crews of a lifted lock in the transaction that lifts it: nobody is stopped for what holds no more. */
@Component
class LiftedLocks {

    private final Alerts alerts;
    private final Clock clock;

    LiftedLocks(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @EventListener
    void on(VehicleUnlocked event) {
        alerts.unlock(event.vehicleId(), clock.instant());
    }
}
