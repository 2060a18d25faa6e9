package io.plumewatch.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class InstrumentScriptTests {

    private final InstrumentScript script = new InstrumentScript();

    @Test
    void answersAsThenAndKeepsTheLastAnswer() {
        exchange("A5", "00");
        exchange("A5", "01");
        exchange("A6", "2A");
        script.complete(false);

        assertThat(ask("A5")).isEqualTo("00");
        assertThat(ask("A5")).isEqualTo("01");
        assertThat(ask("A5")).isEqualTo("01");
        assertThat(ask("A6")).isEqualTo("2A");
        assertThat(script.told()).isTrue();
        assertThat(ask("A5")).isEqualTo("01");
        assertThat(ask("77")).isEqualTo("nothing");
    }

    @Test
    void givesAnswersOfModbusTheNumberOfTheQuestion() {
        exchange("0001 0000 0006 01 04 0000 0001", "0001 0000 0005 01 04 02 1234");
        script.complete(false);

        assertThat(ask("BEEF 0000 0006 01 04 0000 0001")).isEqualTo("BEEF000000050104021234");
    }

    @Test
    void shortensWhatOnlyRepeats() {
        for (int i = 0; i < 50; i++) {
            exchange("A5", "00");
        }
        exchange("A5", "01");
        script.complete(true);

        assertThat(script.left()).isEqualTo(4);
    }

    private void exchange(String question, String answer) {
        script.add(CaptureEvent.tcp(0, Channel.INSTRUMENT, 1, Step.DOWN, bytes(question)));
        script.add(CaptureEvent.tcp(0, Channel.INSTRUMENT, 1, Step.UP, bytes(answer)));
    }

    private String ask(String question) {
        return script.answer(bytes(question))
                .map(answer -> HexFormat.of().withUpperCase().formatHex(answer))
                .orElse("nothing");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
