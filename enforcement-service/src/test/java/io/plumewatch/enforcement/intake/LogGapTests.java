package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.wire.log.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that was lost, cut or replaced is an alarm, never silence. */
class LogGapTests extends LaneScene {

    @Test
    void readsAReplacedLogFromItsStartAndRaisesTheAlarm() {
        start(stored -> {});
        append(3);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(3));

        log.redis().flushall();
        log.append(stream, TestLog.telemetry("in the new log"));

        eventually().untilAsserted(() -> assertThat(effects()).hasSize(4).contains("in the new log"));
        assertThat(gaps()).containsExactly("NEW_EPOCH");
        assertThat(offsets.read(stream).epoch())
                .isEqualTo(new String(log.redis().get(Streams.EPOCH), UTF_8));
    }

    @Test
    void raisesTheAlarmWhenEntriesWereTrimmedUnread() {
        Instance instance = start(stored -> {});
        append(3);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(3));
        instance.intake.close();

        append(5);
        log.redis().xtrim(stream, 2);
        Instance next = start(stored -> {});
        LogWatch watch = next.watch();

        // the lane moves the offset meanwhile, and then the watch looks again
        eventually().untilAsserted(() -> {
            watch.run();
            assertThat(gaps()).containsExactly("TRIMMED");
        });
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(5));
        assertThat(offsets.read(stream).entries())
                .as("the lost ones count as passed")
                .isEqualTo(8);
        watch.run();
        log.redis().xtrim(stream, 0);
        watch.run();
        assertThat(gaps()).as("what took effect is no gap").containsExactly("TRIMMED");
    }

    @Test
    void raisesTheAlarmAndBeginsAgainWhenAStreamWasDeleted() {
        Instance instance = start(stored -> {});
        append(3);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(3));
        log.redis().del(stream);
        String again = log.append(stream, TestLog.telemetry("again"));
        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(again));

        instance.watch().run();

        assertThat(gaps()).containsExactly("SHRUNK");
        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).entries()).isEqualTo(1));
    }

    @Test
    void trimsOnlyBehindWhatTookEffect() {
        Instance instance = start(stored -> {});
        append(4);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(4));
        instance.intake.close();
        append(2);

        new Instance(redis.uri(), List.of(), stored -> {}).watch().run();

        assertThat(log.redis().xlen(stream)).isEqualTo(3);
        assertThat(gaps()).isEmpty();
    }
}
