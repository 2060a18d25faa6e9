package io.plumewatch.gateway.instrument;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished test reaches the log once, whatever ends in between. */
class OutboxTests {

    private static final Instant AT = Instant.parse("2026-11-28T00:00:00Z");

    @TempDir
    private Path directory;

    private final List<String> settled = new CopyOnWriteArrayList<>();
    private PollBench bench;
    private Outbox outbox;

    @BeforeEach
    void start() {
        bench = new PollBench(directory);
        outbox = open();
    }

    @AfterEach
    void stop() {
        outbox.close();
        bench.close();
    }

    @Test
    void logsATestUnderItsNumber() {
        offer("7");

        await("the entry", () -> assertThat(bench.log.entries()).hasSize(1));
        LogEntry entry = bench.log.entries().get(0);
        assertThat(entry.kind()).isEqualTo(EntryKind.INSTRUMENT);
        assertThat(entry.key()).isEqualTo("SMOKE-1/7");
        assertThat(entry.profile()).isEqualTo("mqy-200@1");
        assertThat(entry.trust()).isEqualTo(Trust.ENROLLED);
        assertThat(entry.measuredAt()).isEqualTo(AT);
        await("the word", () -> assertThat(settled).containsExactly("7"));
    }

    @Test
    void logsNoTestTwiceAlsoAfterARestart() {
        offer("7");
        await("the word", () -> assertThat(settled).containsExactly("7"));
        restart();
        offer("7");
        offer("8");

        await("the words", () -> assertThat(settled).containsExactly("7", "7", "8"));
        assertThat(bench.log.entries()).extracting(LogEntry::key).containsExactly("SMOKE-1/7", "SMOKE-1/8");
    }

    @Test
    void keepsATestThroughAnOutageOfTheLog() {
        bench.log.goAway();
        offer("7");
        offer("7");
        await("the file", () -> assertThat(waitingFiles()).hasSize(1));
        assertThat(settled).isEmpty();

        bench.log.comeBack();

        await("the word", () -> assertThat(settled).containsExactly("7"));
        assertThat(bench.log.entries()).hasSize(1);
        await("no file", () -> assertThat(waitingFiles()).isEmpty());
    }

    @Test
    void keepsATestThroughTheEndOfTheProcess() {
        bench.log.goAway();
        offer("7");
        await("the file", () -> assertThat(waitingFiles()).hasSize(1));
        restart();
        assertThat(bench.log.entries()).isEmpty();

        bench.log.comeBack();

        await("the entry", () -> assertThat(bench.log.entries()).hasSize(1));
        LogEntry entry = bench.log.entries().get(0);
        assertThat(entry.key()).isEqualTo("SMOKE-1/7");
        assertThat(entry.receivedAt()).isEqualTo(AT);
        assertThat(entry.payload()).isEqualTo(test("7").payload());
    }

    @Test
    void keepsMoreTestsThanItsMemoryHolds() {
        bench.log.goAway();
        for (int i = 100; i < 125; i++) {
            offer(Integer.toString(i));
        }
        await("the files", () -> assertThat(waitingFiles()).hasSize(25));
        bench.log.comeBack();

        await("the entries", () -> assertThat(bench.log.entries()).hasSize(25));
        await("no file", () -> assertThat(waitingFiles()).isEmpty());
        assertThat(bench.log.entries()).extracting(LogEntry::key).doesNotHaveDuplicates();
    }

    @Test
    void leavesAFileThatItCannotRead() throws Exception {
        Path broken = directory.resolve("spool").resolve("SMOKE-1.0123.test.json");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "{\"instr");
        restart();
        offer("8");

        await("the word", () -> assertThat(settled).containsExactly("8"));
        assertThat(broken).exists();
    }

    @Test
    void givesUpTheOldestValuesWhenThereIsNoRoom() {
        bench.log.goAway();
        for (int i = 0; i < 100; i++) {
            outbox.values("SMOKE-1", "mqy-200@1", AT.plusSeconds(i), new byte[] {1});
        }
        await(
                "the loss",
                () -> assertThat(bench.count("plumewatch.events", "event", "values_given_up"))
                        .isGreaterThan(0));
        bench.log.comeBack();

        await(
                "the last",
                () -> assertThat(bench.log.entries())
                        .extracting(LogEntry::key)
                        .contains("SMOKE-1/" + AT.plusSeconds(99)));
        assertThat(bench.log.entries()).hasSizeLessThan(100);
    }

    private Outbox open() {
        var made = new Outbox(bench.settings, bench.log, bench.counters, "gateway-1");
        made.start();
        return made;
    }

    private void restart() {
        outbox.close();
        outbox = open();
    }

    private void offer(String testNo) {
        outbox.test(test(testNo), () -> settled.add(testNo));
    }

    private static FinishedTest test(String testNo) {
        String payload = "{\"instrument\":\"SMOKE-1\",\"model\":\"mqy-200@1\",\"testNo\":\"" + testNo
                + "\",\"finishedAt\":\"2026-11-28T08:00:00+08:00\"}";
        return new FinishedTest("SMOKE-1", testNo, "mqy-200@1", AT, payload.getBytes(UTF_8));
    }

    private List<Path> waitingFiles() throws java.io.IOException {
        try (var files = Files.list(directory.resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".test.json")).toList();
        }
    }
}
