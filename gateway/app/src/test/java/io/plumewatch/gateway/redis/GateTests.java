package io.plumewatch.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GateTests {

    private final Gate gate = new Gate();

    @Test
    void completesWhoeverWaitsWhenItOpens() {
        CompletableFuture<Void> before = gate.whenOpen();
        assertThat(before).isNotDone();

        gate.open();

        assertThat(before).isCompleted();
        assertThat(gate.whenOpen()).isCompleted();
        gate.shut();
        assertThat(gate.whenOpen()).isNotDone();
    }

    @Test
    void holdsNobodyWhoHasStoppedWaiting() {
        CompletableFuture<Void> patient = gate.whenOpen();
        for (int i = 0; i < 10_000; i++) {
            gate.whenOpen().cancel(false);
        }
        assertThat(gate.waiting()).isEqualTo(1);

        gate.open();

        assertThat(patient).isCompleted();
        assertThat(gate.waiting()).isZero();
    }
}
