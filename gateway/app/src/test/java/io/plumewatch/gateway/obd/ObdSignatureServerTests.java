package io.plumewatch.gateway.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Sm2;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a signature is worth, and who can file a key: nobody on this port. */
class ObdSignatureServerTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final String KEY = Frames.PUBLIC_KEY.hex();

    private final ObdBench bench = new ObdBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void liftsWhatTheFiledKeySignedAndNothingElseOfTheSession() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY, null);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.signed(VIN, 1, Frames.PRIVATE_KEY, Sm2.DEFAULT_ID));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.C, 2));

            var entries = bench.awaitEntries(2);
            assertThat(entries).extracting(LogEntry::trust).containsExactly(Trust.CERTIFIED, Trust.CLAIMED);
            assertThat(entries).extracting(LogEntry::signature).containsExactly("VALID/" + Sm2.DEFAULT_ID, "ABSENT");
        }
    }

    @Test
    void findsASignatureUnderTheIdentityOfTheActivatedChip() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY.toLowerCase(Locale.ROOT), null);
        try (Socket terminal = bench.connect()) {
            assertThat(activate(terminal, Frames.activation(VIN, VIN, Frames.PRIVATE_KEY, Frames.PRIVATE_KEY)))
                    .isEqualTo("0100");
            ObdBench.send(terminal, Frames.signed(VIN, 1, Frames.PRIVATE_KEY, Frames.CHIP));

            var entries = bench.awaitEntries(2);
            assertThat(entries).extracting(LogEntry::trust).containsOnly(Trust.CERTIFIED);
            assertThat(entries).extracting(LogEntry::signature).containsOnly("VALID/" + Frames.CHIP);
        }
    }

    @Test
    void countsKeepsAndMarksAnInvalidSignatureLikeNone() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY, null);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(terminal, Frames.signed(VIN, 1, Frames.OTHER_PRIVATE_KEY, Sm2.DEFAULT_ID));

            LogEntry entry = bench.awaitEntries(2).get(1);
            assertThat(entry.trust()).isEqualTo(Trust.ENROLLED);
            assertThat(entry.signature()).isEqualTo("INVALID");
            assertThat(bench.events("signature_invalid")).isEqualTo(1);
        }
    }

    @Test
    void saysWhenThereIsNoKeyToCheckWith() throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.signed(VIN, 1, Frames.PRIVATE_KEY, Frames.CHIP));

            assertThat(bench.awaitEntries(1).get(0).signature()).isEqualTo("NO_KEY");
            assertThat(bench.log.entries().get(0).trust()).isEqualTo(Trust.CLAIMED);
        }
    }

    /** The proof that comes with a key proves possession of it, not that it is this vehicle's. */
    @Test
    void letsNobodyInstallAKeyByActivatingIt() throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket stranger = bench.connect()) {
            var activation = Frames.activation(VIN, VIN, Frames.OTHER_PRIVATE_KEY, Frames.OTHER_PRIVATE_KEY);
            assertThat(activate(stranger, activation)).isEqualTo("0100");
            ObdBench.send(stranger, Frames.signed(VIN, 1, Frames.OTHER_PRIVATE_KEY, Frames.CHIP));

            var entries = bench.awaitEntries(2);
            assertThat(entries).extracting(LogEntry::trust).containsOnly(Trust.CLAIMED);
            assertThat(entries).extracting(LogEntry::signature).containsOnly("NO_KEY");
            assertThat(bench.chips.all()).isEmpty();
        }
    }

    @Test
    void tellsWhoBringsAnotherKeyThanTheFiledOne() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY, null);
        try (Socket stranger = bench.connect()) {
            var activation = Frames.activation(VIN, VIN, Frames.OTHER_PRIVATE_KEY, Frames.OTHER_PRIVATE_KEY);

            assertThat(activate(stranger, activation)).isEqualTo("0201");
            assertThat(bench.awaitEntries(1).get(0).trust()).isEqualTo(Trust.CLAIMED);
            assertThat(bench.awaitEntries(1).get(0).signature()).isEqualTo("INVALID");
            assertThat(bench.chips.all()).isEmpty();
        }
    }

    /** Somebody who has seen the filed key cannot give it another identity. */
    @Test
    void takesNoIdentityFromWhoDoesNotHoldTheKey() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY, null);
        try (Socket stranger = bench.connect()) {
            assertThat(activate(stranger, Frames.activation(VIN, VIN, Frames.PRIVATE_KEY, Frames.OTHER_PRIVATE_KEY)))
                    .isEqualTo("0203");
            assertThat(activate(stranger, Frames.activation(VIN, VIN, Frames.PRIVATE_KEY, null)))
                    .isEqualTo("0203");
            assertThat(bench.chips.all()).isEmpty();
            assertThat(bench.awaitEntries(2)).extracting(LogEntry::signature).containsExactly("INVALID", "ABSENT");
        }
    }

    @Test
    void tellsWhoNamesAnotherOrAnUnknownVehicle() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY, null);
        String other = "LGDCHA1G8MA127734";
        try (Socket terminal = bench.connect()) {
            assertThat(activate(terminal, Frames.activation(VIN, other, Frames.PRIVATE_KEY, Frames.PRIVATE_KEY)))
                    .isEqualTo("0202");
            assertThat(activate(terminal, Frames.activation(other, other, Frames.PRIVATE_KEY, Frames.PRIVATE_KEY)))
                    .isEqualTo("0202");
            assertThat(bench.awaitEntries(1).get(0).trust()).isEqualTo(Trust.CLAIMED);
            assertThat(bench.chips.all()).isEmpty();
        }
    }

    @Test
    void answersAnActivationOnlyWhenTheLogHasIt() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY, null);
        bench.log.goAway();
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.activation(VIN, VIN, Frames.PRIVATE_KEY, Frames.PRIVATE_KEY));
            terminal.setSoTimeout(300);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> terminal.getInputStream().read());
            terminal.setSoTimeout(10_000);
            bench.log.comeBack();

            assertThat(ObdBench.answer(terminal).data().hex()).isEqualTo("0100");
        }
    }

    /** Judged without the chip's identity, a good signature would be called invalid for good. */
    @Test
    void waitsWhileTheIdentityOfAChipCannotBeLookedUp() throws IOException {
        bench.with(VIN, Frames.ICCID, KEY, null);
        bench.chips.remember(VIN, KEY, Frames.CHIP).join();
        bench.chips.away(true);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(terminal, Frames.signed(VIN, 1, Frames.PRIVATE_KEY, Frames.CHIP));
            ObdBench.send(terminal, Frames.logout(VIN));
            bench.awaitEntries(1);
            bench.chips.away(false);

            assertThat(bench.awaitEntries(3).get(1).signature()).isEqualTo("VALID/" + Frames.CHIP);
        }
    }

    private static String activate(Socket terminal, ObdFrame activation) throws IOException {
        ObdBench.send(terminal, activation);
        ObdFrame answer = ObdBench.answer(terminal);
        assertThat(answer.command()).isEqualTo(ObdCommand.ACTIVATION_ANSWER);
        Octets data = answer.data();
        return data.hex();
    }
}
