package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.MeasuringSite;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Sha256;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.testing.SilentProxy;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Units against a broker, with a gateway that acknowledges when the test says so. */
class RsUnitTests {

    private static final int WINDOW = 50;
    private static final Duration AT_THE_LATEST = Duration.ofSeconds(20);
    private static final MeasuringSite SITE = MeasuringSite.all().get(0);
    private static final Traffic TRAFFIC = new Traffic(Scenario.city(0, LocalDate.of(2026, 1, 1)));

    private static OpenBroker broker;

    private final Line.ManualClock clock = new Line.ManualClock();
    private final Instant start = clock.instant();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new OpenBroker();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void aWornUnitRepeatsAPassLeavesANumberOutAndShowsItsOwnTime() throws Exception {
        var faults = UnitFaults.NONE.duplicates(2).gaps(3).clock(Duration.ofSeconds(40));
        try (RsUnit unit = unit("RS-WORN-1", faults)) {
            for (int i = 0; i < 3; i++) {
                unit.send(measured("RS-WORN-1", i).pass());
            }
            RsPass first = pass("RS-WORN-1");
            assertThat(first.sequence()).isEqualTo(1);
            assertThat(first.measuredAt().toInstant()).isEqualTo(start.plusSeconds(40));
            assertThat(first.sentAt()).isEqualTo(first.measuredAt());
            assertThat(pass("RS-WORN-1").sequence()).isEqualTo(2);
            assertThat(pass("RS-WORN-1"))
                    .as("again")
                    .extracting(RsPass::sequence)
                    .isEqualTo(2L);
            assertThat(pass("RS-WORN-1").sequence()).as("3 is left out").isEqualTo(4);
        }
    }

    @Test
    void aWornUnitAnnouncesAPhotoUnderADigestThatIsNotItsOwn() throws Exception {
        byte[] jpeg = "no picture".getBytes(UTF_8);
        try (RsUnit unit = unit("RS-WORN-2", UnitFaults.NONE.wrongPhotos(2))) {
            unit.sendPhoto(jpeg);
            unit.sendPhoto(jpeg);

            assertThat(broker.next("RS-WORN-2", "photo").kind()).isEqualTo("photo/" + Sha256.hex(jpeg));
            assertThat(broker.next("RS-WORN-2", "photo").kind()).isNotEqualTo("photo/" + Sha256.hex(jpeg));
        }
    }

    @Test
    void whatWasMeasuredWhileTheLineWasCutComesAfterwardsMarkedAsReplayed() throws Exception {
        try (RsUnit unit = unit("RS-STORE-1", UnitFaults.NONE)) {
            var acknowledged = new CountDownLatch(4);
            unit.onAck(ack -> acknowledged.countDown());
            var store = new StoreAndForward(unit, unit::send);
            assertThat(broker.next("RS-STORE-1", "status").payload()).contains("ONLINE");
            store.measure(measured("RS-STORE-1", 0));
            assertThat(pass("RS-STORE-1").replayed()).isFalse();

            store.cut();
            for (int i = 1; i < 4; i++) {
                store.measure(measured("RS-STORE-1", i));
            }
            assertThat(broker.next("RS-STORE-1", "status").payload())
                    .as("its will")
                    .contains("OFFLINE");
            assertThat(store.isCut()).isTrue();
            assertThat(store.kept()).isEqualTo(3);

            clock.advance(Duration.ofMinutes(5));
            assertThat(store.restore()).isEqualTo(3);
            assertThat(store.isCut()).isFalse();
            assertThat(broker.next("RS-STORE-1", "status").payload()).contains("ONLINE");
            for (int i = 1; i < 4; i++) {
                RsPass late = pass("RS-STORE-1");
                assertThat(late.passId()).isEqualTo(id("RS-STORE-1", i));
                assertThat(late.replayed()).isTrue();
                assertThat(late.measuredAt().toInstant()).isEqualTo(start);
            }
            for (int i = 0; i < 4; i++) {
                broker.acknowledge("RS-STORE-1", new RsAck(id("RS-STORE-1", i), RsAck.Outcome.STORED, null));
            }
            assertThat(acknowledged.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(store.kept()).isZero();
        }
    }

    @Test
    void sendsAgainWhatNobodyAcknowledged() throws Exception {
        try (RsUnit unit = unit("RS-AGAIN-1", UnitFaults.NONE)) {
            unit.send(measured("RS-AGAIN-1", 0).pass());
            RsPass once = pass("RS-AGAIN-1");

            clock.advance(Duration.ofSeconds(30));
            unit.resendOverdue();

            assertThat(pass("RS-AGAIN-1").passId()).isEqualTo(once.passId());
            assertThat(unit.waiting()).isEqualTo(1);
        }
    }

    /** The MQTT client waits for that answer for ever. */
    @Test
    void comesBackWhenTheAnswerToItsConnectGotLost() throws Exception {
        try (var way = new SilentProxy().to(URI.create(broker.url()).getPort());
                RsUnit unit = RsUnit.connect(
                        "tcp://127.0.0.1:" + way.port(), "RS-CUT-1", "secret", WINDOW, clock, UnitFaults.NONE)) {
            way.cut();
            way.reset();
            await().atMost(AT_THE_LATEST).until(() -> way.opened() == 2);
            way.heal();
            unit.send(measured("RS-CUT-1", 0).pass());

            clock.advance(Duration.ofSeconds(31));
            unit.resendOverdue();

            await().atMost(AT_THE_LATEST).until(unit::connected);
            clock.advance(Duration.ofSeconds(31));
            unit.resendOverdue();
            assertThat(pass("RS-CUT-1").passId()).isEqualTo(id("RS-CUT-1", 0));
        }
    }

    private RsUnit unit(String deviceNo, UnitFaults faults) {
        return RsUnit.connect(broker.url(), deviceNo, "secret", WINDOW, clock, faults);
    }

    private MeasuredPass measured(String deviceNo, int number) {
        MeasuredPass whole = TRAFFIC.elsewhere(SITE, deviceNo, id(deviceNo, number), number, start);
        return new MeasuredPass(deviceNo, whole.pass(), List.of(), false);
    }

    private static String id(String deviceNo, int number) {
        return deviceNo + "-" + number;
    }

    private static RsPass pass(String deviceNo) throws InterruptedException {
        byte[] json = broker.next(deviceNo, "pass").payload().getBytes(UTF_8);
        return ((Decoded.Ok<RsPass>) RsJson.pass(json)).value();
    }
}
