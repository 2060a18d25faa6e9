package io.plumewatch.gateway.instrument;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.instrument.Transport.Tcp;
import io.plumewatch.gateway.intake.InstrumentBoard.LastTest;
import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** Lines in virtual time: nothing here waits. */
class PollLineTests {

    private static final Duration ROUND_TRIP = Duration.ofMillis(10);

    @TempDir
    private Path directory;

    private final VirtualLoop loop = new VirtualLoop();
    private PollBench bench;

    @BeforeEach
    void start() {
        bench = new PollBench(directory);
        bench.register("SMOKE-1");
        bench.register("SMOKE-2");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void asksOnTheBeat() {
        ScriptedWire wire = wire(question -> whole("12."));
        line("a", wire, new WordPoint("SMOKE-1")).start();

        loop.pass(Duration.ofMillis(2_500));

        assertThat(wire.asked()).containsExactly("0 SMOKE-1", "1000 SMOKE-1", "2000 SMOKE-1");
        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.OK);
        assertThat(bench.shown("SMOKE-1").answered()).isEqualTo(3);
        assertThat(bench.count("plumewatch.polls", "line", "a", "outcome", "answered"))
                .isEqualTo(3);
    }

    @Test
    void isNotDelayedByAnotherLineThatHangs() {
        ScriptedWire hung = wire(question -> new Reply.Silent(new byte[0]));
        ScriptedWire good = wire(question -> whole("12."));
        line("hung", hung, new WordPoint("SMOKE-1")).start();
        line("good", good, new WordPoint("SMOKE-2")).start();

        loop.pass(Duration.ofSeconds(20));

        assertThat(good.asked()).hasSize(21).allMatch(asked -> asked.matches("[0-9]*000 .*|0 .*"));
        assertThat(hung.asked().size()).isLessThan(8);
        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.DISCONNECTED);
    }

    @Test
    void asksADeadInstrumentLessAndLessSoThatItsLineIsForTheOthers() {
        ScriptedWire wire = wire(question -> question.equals("SMOKE-1") ? new Reply.Silent(new byte[0]) : whole("12."));
        line("bus", wire, new WordPoint("SMOKE-1"), new WordPoint("SMOKE-2")).start();

        loop.pass(Duration.ofSeconds(100));

        assertThat(wire.asked().stream().filter(asked -> asked.endsWith("SMOKE-1")))
                .hasSizeBetween(8, 20);
        assertThat(wire.asked().stream().filter(asked -> asked.endsWith("SMOKE-2")))
                .hasSizeGreaterThan(98);
        assertThat(bench.shown("SMOKE-1").polls()).isBetween(90L, 101L);
        assertThat(bench.shown("SMOKE-1").answered()).isZero();
    }

    @Test
    void hangsUpOnABadAnswerKeepsItsBytesAndSlowsDown() {
        ScriptedWire wire = wire(question -> whole("nonsense."));
        line("a", wire, new WordPoint("SMOKE-1")).start();

        loop.pass(Duration.ofSeconds(30));

        assertThat(wire.hangUps()).isEqualTo(wire.asked().size()).isLessThan(10);
        assertThat(bench.rejected).hasSameSizeAs(wire.asked());
        assertThat(bench.rejected.get(0).refusal().reason()).isEqualTo(Reason.BCC_MISMATCH);
        assertThat(bench.rejected.get(0).kept()).isEqualTo("nonsense.".getBytes(US_ASCII));
        assertThat(bench.rejected.get(0).areaCode()).isEqualTo("410800");
        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.GARBLED);
    }

    @Test
    void showsWhoRefusesWithoutHangingUp() {
        ScriptedWire wire = wire(question -> whole("no."));
        line("a", wire, new WordPoint("SMOKE-1")).start();

        loop.pass(Duration.ofSeconds(30));

        assertThat(wire.hangUps()).isZero();
        assertThat(bench.rejected)
                .extracting(rejected -> rejected.refusal().reason())
                .containsOnly(Reason.REFUSED_BY_DEVICE);
        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.REFUSING);
    }

    @Test
    void showsWhatItsPointThinksOfIt() {
        ScriptedWire wire = wire(question -> whole("lie."));
        line("a", wire, new WordPoint("SMOKE-1")).start();

        loop.pass(Duration.ofSeconds(3));
        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.LYING);
        assertThat(bench.shown("SMOKE-1").detail()).isEqualTo("less than nothing");

        wire.answers(question -> whole("13."));
        loop.pass(Duration.ofMillis(1_100));
        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.OK);
    }

    @Test
    void tellsThePointOfEveryPollThatCameToNothing() {
        var point = new WordPoint("SMOKE-1");
        ScriptedWire wire = wire(question -> whole("12."));
        line("a", wire, point).start();
        loop.pass(Duration.ofMillis(1_500));
        assertThat(point.lost()).isZero();

        wire.answers(question -> new Reply.Silent(new byte[0]));
        loop.pass(Duration.ofSeconds(1));
        assertThat(point.lost()).isOne();
    }

    @Test
    void asksNobodyWhoIsNotRegisteredUntilItIs() {
        bench.devices.with(new ProjectedDevice("SMOKE-4", "INSTRUMENT", "410800", false, "s", null, null, null));
        bench.devices.with(new ProjectedDevice("SMOKE-5", "GATE", "410800", true, "s", null, null, null));
        ScriptedWire wire = wire(question -> whole("12."));
        line("a", wire, new WordPoint("SMOKE-3"), new WordPoint("SMOKE-4"), new WordPoint("SMOKE-5"))
                .start();

        loop.pass(Duration.ofSeconds(30));

        assertThat(wire.asked()).isEmpty();
        assertThat(bench.shown("SMOKE-3").state()).isEqualTo(InstrumentState.UNREGISTERED);
        assertThat(bench.shown("SMOKE-4").state()).isEqualTo(InstrumentState.SUSPENDED);
        assertThat(bench.shown("SMOKE-5").detail()).contains("not as an INSTRUMENT");
        assertThat(bench.count("plumewatch.polls", "outcome", "not_registered")).isGreaterThan(3);

        bench.register("SMOKE-3");
        loop.pass(Duration.ofSeconds(21));
        assertThat(wire.asked()).isNotEmpty().allMatch(asked -> asked.endsWith("SMOKE-3"));
        assertThat(bench.shown("SMOKE-3").state()).isEqualTo(InstrumentState.OK);
    }

    @Test
    void goesOnWhenOurOwnCodeFails() {
        ScriptedWire wire = wire(question -> whole("bug."));
        line("a", wire, new WordPoint("SMOKE-1")).start();
        loop.pass(Duration.ofSeconds(5));

        wire.answers(question -> whole("12."));
        loop.pass(Duration.ofSeconds(15));

        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.OK);
    }

    @Test
    void waitsLongerAndLongerForALineThatIsNotThere() {
        ScriptedWire wire = wire(question -> new Reply.Unreachable("refused"));
        line("a", wire, new WordPoint("SMOKE-1"), new WordPoint("SMOKE-2")).start();

        loop.pass(Duration.ofSeconds(60));

        assertThat(wire.asked()).hasSizeBetween(6, 20);
        assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.DISCONNECTED);
        assertThat(bench.shown("SMOKE-2").state()).isEqualTo(InstrumentState.DISCONNECTED);
    }

    @Test
    void logsValuesNowAndThenAndChangesAtOnce() {
        ScriptedWire wire = wire(question -> whole("12."));
        line("a", wire, new WordPoint("SMOKE-1")).start();
        loop.pass(Duration.ofSeconds(130));
        wire.answers(question -> whole("50."));
        loop.pass(Duration.ofSeconds(10));
        wire.answers(question -> new Reply.Silent(new byte[0]));
        loop.pass(Duration.ofSeconds(20));

        await("the entries", () -> assertThat(bench.log.entries()).hasSize(5));
        assertThat(bench.log.entries()).extracting(LogEntry::kind).containsOnly(EntryKind.SENSOR);
        assertThat(bench.log.entries())
                .extracting(PollLineTests::payload)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"state\":\"OK\"").contains("12"),
                        minute -> assertThat(minute).contains("00:01:00"),
                        second -> assertThat(second).contains("00:02:00"),
                        moved -> assertThat(moved).contains("50"),
                        gone -> assertThat(gone).contains("\"state\":\"DISCONNECTED\",\"values\":[]"));
    }

    @Test
    void logsATestOnceHoweverOftenTheInstrumentShowsIt() {
        ScriptedWire wire = wire(question -> whole("test:7."));
        line("a", wire, new WordPoint("SMOKE-1")).start();
        loop.pass(Duration.ofMillis(5_100));
        await("the test", () -> assertThat(tests()).hasSize(1));
        loop.pass(Duration.ofSeconds(10));
        wire.answers(question -> whole("test:8."));
        loop.pass(Duration.ofSeconds(1));

        await("the next test", () -> assertThat(tests()).containsExactly("SMOKE-1/7", "SMOKE-1/8"));
        loop.pass(Duration.ofSeconds(3));
        assertThat(bench.shown("SMOKE-1").lastTest())
                .extracting(LastTest::testNo)
                .isEqualTo("8");
    }

    @Test
    void showsWhetherTheLogHasTheLastTest() {
        bench.log.goAway();
        line("a", wire(question -> whole("test:7.")), new WordPoint("SMOKE-1")).start();
        loop.pass(Duration.ofMillis(100));
        assertThat(bench.shown("SMOKE-1").lastTest())
                .extracting(LastTest::logged)
                .isEqualTo(false);

        bench.log.comeBack();

        await("the test", () -> assertThat(tests()).containsExactly("SMOKE-1/7"));
        await("the word", () -> {
            loop.pass(Duration.ofMillis(1));
            assertThat(bench.shown("SMOKE-1").lastTest())
                    .extracting(LastTest::logged)
                    .isEqualTo(true);
        });
    }

    @Test
    void asksNothingMoreOnceItIsStopped() {
        ScriptedWire wire = wire(question -> whole("12."));
        PollLine line = line("a", wire, new WordPoint("SMOKE-1"));
        line.start();
        loop.pass(Duration.ofMillis(1_500));
        var ended = new ArrayList<String>();

        line.stop(() -> ended.add("yes"));
        loop.pass(Duration.ofSeconds(10));

        assertThat(wire.asked()).hasSize(2);
        assertThat(wire.isClosed()).isTrue();
        assertThat(ended).containsExactly("yes");
        assertThat(bench.board.all()).isEmpty();
    }

    private List<String> tests() {
        return bench.log.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.INSTRUMENT)
                .map(LogEntry::key)
                .toList();
    }

    private static String payload(LogEntry entry) {
        return new String(entry.payload(), UTF_8);
    }

    private ScriptedWire wire(Function<String, Reply> script) {
        return new ScriptedWire(loop, ROUND_TRIP, script);
    }

    private static Reply whole(String answer) {
        return new Reply.Whole(answer.getBytes(US_ASCII));
    }

    private PollLine line(String name, Wire wire, WordPoint... points) {
        PollParts parts = bench.parts(loop);
        var instruments = new ArrayList<LineConfig.Instrument>();
        var polled = new ArrayList<Polled>();
        for (WordPoint point : points) {
            String deviceNo = new String(point.begin(loop.instant()).bytes(), US_ASCII);
            var config = new LineConfig.Instrument(deviceNo, "word@1", 1, JsonNodeFactory.instance.objectNode());
            instruments.add(config);
            polled.add(new Polled(name, config, point, parts, loop, new Random(1), 0));
        }
        var config = new LineConfig(name, new Tcp(Tcp.Kind.RAW_TCP, "127.0.0.1", 1), instruments);
        var connecting = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), new Random(2));
        return new PollLine(config, polled, wire, loop, connecting, parts);
    }
}
