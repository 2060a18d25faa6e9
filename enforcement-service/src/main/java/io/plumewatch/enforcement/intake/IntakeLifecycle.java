package io.plumewatch.enforcement.intake;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the intake when everything else stands, and ends it before anything else goes. */
final class IntakeLifecycle implements SmartLifecycle {

    private final boolean enabled;
    private final Supplier<Intake> intakes;
    private @Nullable Intake running;

    IntakeLifecycle(boolean enabled, Supplier<Intake> intakes) {
        this.enabled = enabled;
        this.intakes = intakes;
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public synchronized void start() {
        Intake intake = intakes.get();
        intake.start();
        running = intake;
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }
}
