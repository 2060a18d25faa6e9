package io.plumewatch.gateway.instrument;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line over real sockets. Answers are words that end with a dot. */
class TcpWireTests {

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final EventLoopGroup loops = EventLoopThread.group(1);
    private final EventLoopThread loop = new EventLoopThread(loops.next());
    private final Names names = new Names();
    private final AtomicInteger unasked = new AtomicInteger();
    private ServerSocket server;
    private TcpWire wire;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(10_000);
        wire = wire(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        loop.execute(wire::close);
        server.close();
        names.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void keepsOneConnectionForManyQuestions() throws Exception {
        CompletableFuture<Reply> first = ask("1", LONG);
        try (Socket instrument = server.accept()) {
            answer(instrument, "1", "one.");
            assertThat(word(first)).isEqualTo("one.");
            CompletableFuture<Reply> second = ask("2", LONG);
            answer(instrument, "2", "two.");
            assertThat(word(second)).isEqualTo("two.");
        }
    }

    @Test
    void putsPartsTogether() throws Exception {
        CompletableFuture<Reply> reply = ask("1", LONG);
        try (Socket instrument = server.accept()) {
            instrument.setTcpNoDelay(true);
            answer(instrument, "1", "o");
            instrument.getOutputStream().write("ne.".getBytes(US_ASCII));
            assertThat(word(reply)).isEqualTo("one.");
        }
    }

    @Test
    void closesTheConnectionWhenTheTimeIsUp() throws Exception {
        CompletableFuture<Reply> reply = ask("1", SHORT);
        try (Socket instrument = server.accept()) {
            answer(instrument, "1", "on");

            assertThat(reply.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Reply.Silent.class,
                            silent -> assertThat(silent.part()).isEqualTo("on".getBytes(US_ASCII)));
            assertThat(instrument.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void neverTakesALateAnswerForThatToTheNextQuestion() throws Exception {
        CompletableFuture<Reply> first = ask("1", SHORT);
        try (Socket before = server.accept()) {
            assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Silent.class);

            CompletableFuture<Reply> second = ask("2", LONG);
            try (Socket now = server.accept()) {
                now.getOutputStream().write("one.".getBytes(US_ASCII));
                answer(now, "2", "two.");
                assertThat(word(second)).isEqualTo("two.");
            }
        }
        assertThat(unasked).hasPositiveValue();
    }

    @Test
    void hangsUpOnMoreThanAnAnswer() throws Exception {
        CompletableFuture<Reply> reply = ask("1", LONG);
        try (Socket instrument = server.accept()) {
            answer(instrument, "1", "one.two.");

            assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Excess.class);
            assertThat(instrument.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void hangsUpOnBytesThatNobodyAskedFor() throws Exception {
        CompletableFuture<Reply> reply = ask("1", LONG);
        try (Socket instrument = server.accept()) {
            answer(instrument, "1", "one.");
            assertThat(word(reply)).isEqualTo("one.");

            instrument.getOutputStream().write("two.".getBytes(US_ASCII));
            assertThat(instrument.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void saysThatTheConnectionEnded() throws Exception {
        CompletableFuture<Reply> reply = ask("1", LONG);
        try (Socket instrument = server.accept()) {
            answer(instrument, "1", "on");
        }

        assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        server.close();

        assertThat(ask("1", LONG).get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Unreachable.class);
    }

    private TcpWire wire(int port) {
        var endpoint = new TcpWire.Endpoint("127.0.0.1", port, names, Duration.ofSeconds(5), Duration.ofMillis(50), 64);
        return new TcpWire(loop, endpoint, unasked::addAndGet);
    }

    private CompletableFuture<Reply> ask(String word, Duration timeout) {
        var reply = new CompletableFuture<Reply>();
        var question = new Question(
                word.getBytes(US_ASCII), (answer, count) -> new String(answer, 0, count, US_ASCII).indexOf('.') + 1);
        loop.execute(() -> wire.ask(question, timeout, reply::complete));
        return reply;
    }

    private static String word(CompletableFuture<Reply> reply) throws Exception {
        return new String(((Reply.Whole) reply.get(10, TimeUnit.SECONDS)).bytes(), US_ASCII);
    }

    private static void answer(Socket instrument, String question, String answer) throws IOException {
        instrument.setSoTimeout(10_000);
        byte[] asked = instrument.getInputStream().readNBytes(question.length());
        assertThat(new String(asked, US_ASCII)).isEqualTo(question);
        instrument.getOutputStream().write(answer.getBytes(US_ASCII));
    }
}
