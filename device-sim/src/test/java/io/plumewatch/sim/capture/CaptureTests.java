package io.plumewatch.sim.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CaptureTests {

    private static final Instant START = Instant.parse("2026-11-28T06:00:00Z");

    @TempDir
    Path folder;

    @Test
    void givesBackExactlyWhatWasNoted() throws IOException {
        var random = new SplittableRandom(7);
        var noted = new ArrayList<>(List.of(
                CaptureEvent.tcp(0, Channel.OBD, 1, Step.OPEN),
                CaptureEvent.tcp(2, Channel.HJ212, 2, Step.UP, "##0012QN=1;CP=&&&&1C80\r\n".getBytes(UTF_8)),
                CaptureEvent.mqtt(3, "RS-1", Step.UP, "pass", "{\"plate\":\"豫H12345\"}".getBytes(UTF_8)),
                CaptureEvent.request(4, "GATE-1", "POST /api/v1/sightings", "application/json", "gzip", new byte[9]),
                CaptureEvent.answer(5, "GATE-1", 202, "{}".getBytes(UTF_8)),
                CaptureEvent.tcp(6, Channel.INSTRUMENT, 3, Step.DOWN, new byte[] {0, 1})
                        .of("OPA-1", 15_021)));
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(1, 64)];
            random.nextBytes(bytes);
            noted.add(CaptureEvent.tcp(10 + i, Channel.OBD, 1, Step.UP, bytes));
        }

        Path file = write(noted);

        var read = new ArrayList<CaptureEvent>();
        Capture capture = Capture.open(file);
        capture.forEach(read::add);
        assertThat(read).isEqualTo(noted);
        assertThat(capture.startedAt()).isEqualTo(START);
        assertThat(capture.lastMillis()).isEqualTo(209);
        assertThat(capture.events()).isEqualTo(206);
        assertThat(capture.devices())
                .extracting(device -> device.path("deviceNo").asString())
                .containsExactly("RS-1");
    }

    private Path write(List<CaptureEvent> events) throws IOException {
        Path file = folder.resolve("a.capture");
        try (var out = new CaptureWriter(file, START, 1 << 20)) {
            var device = JsonMapper.shared()
                    .createObjectNode()
                    .put("deviceNo", "RS-1")
                    .put("kind", "RS_FIXED");
            out.object("device", "RS-1", device);
            out.object("device", "RS-1", device);
            events.forEach(out::event);
        }
        return file;
    }

    @Test
    void isReadableByItsOwnerOnlyAndBounded() throws IOException {
        Path file = folder.resolve("b.capture");
        try (var out = new CaptureWriter(file, START, 500)) {
            for (int i = 0; i < 100; i++) {
                out.event(CaptureEvent.tcp(i, Channel.OBD, 1, Step.UP, new byte[100]));
            }
            assertThat(out.full()).isTrue();
        }
        assertThat(Files.size(file)).isLessThan(1_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void namesTheLineThatIsNotAsItShouldBe() throws IOException {
        Path file = folder.resolve("c.capture");
        Files.writeString(
                file, "{\"capture\":1,\"startedAt\":\"2026-11-28T06:00:00Z\"}\n{\"at\":1,\"via\":\"PIGEON\"}\n");

        assertThatThrownBy(() -> Capture.open(file))
                .isInstanceOf(RunFailed.class)
                .hasMessageContaining("line 2: 'via' is PIGEON");
        Files.writeString(file, "{\"capture\":2}\n");
        assertThatThrownBy(() -> Capture.open(file)).hasMessageContaining("line 1: expected {\"capture\":1");
    }
}
