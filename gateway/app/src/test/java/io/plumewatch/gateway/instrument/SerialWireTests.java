package io.plumewatch.gateway.instrument;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A line on a serial port. Answers are words that end with a dot. */
class SerialWireTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakePort port = new FakePort();
    private final SerialWire wire = new SerialWire(new AtOnce(), "test", port, 64, System::nanoTime);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void opensThePortOnceForManyQuestions() throws Exception {
        port.answers(bytes("one."));
        assertThat(word(ask(LONG))).isEqualTo("one.");
        port.answers(bytes("two."));
        assertThat(word(ask(LONG))).isEqualTo("two.");

        assertThat(port.opened()).isOne();
        assertThat(port.written()).isEqualTo(bytes("??"));
    }

    @Test
    void throwsAwayWhatWasThereBeforeTheQuestion() throws Exception {
        port.arrives(bytes("late."));
        port.answers(bytes("one."));

        assertThat(word(ask(LONG))).isEqualTo("one.");
    }

    @Test
    void closesThePortWhenTheTimeIsUp() throws Exception {
        port.answers(bytes("on"));

        assertThat(ask(Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        Reply.Silent.class, silent -> assertThat(silent.part()).isEqualTo(bytes("on")));
        assertThat(port.isOpen()).isFalse();
    }

    @Test
    void closesThePortOnMoreThanAnAnswer() throws Exception {
        port.answers(bytes("one.two."));

        assertThat(ask(LONG)).isInstanceOf(Reply.Excess.class);
        assertThat(port.isOpen()).isFalse();
    }

    @Test
    void saysThatThereIsNoPort() throws Exception {
        port.isMissing();

        assertThat(ask(LONG)).isEqualTo(new Reply.Unreachable("no such port"));
    }

    private Reply ask(Duration timeout) throws Exception {
        var reply = new CompletableFuture<Reply>();
        var question =
                new Question(bytes("?"), (answer, count) -> new String(answer, 0, count, US_ASCII).indexOf('.') + 1);
        wire.ask(question, timeout, reply::complete);
        return reply.get(10, TimeUnit.SECONDS);
    }

    private static String word(Reply reply) {
        return new String(((Reply.Whole) reply).bytes(), US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    /** A loop that runs everything where it is called. */
    private static final class AtOnce implements Loop {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("a serial line has a thread of its own to wait");
        }
    }
}
