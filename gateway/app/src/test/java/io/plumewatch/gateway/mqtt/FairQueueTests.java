package io.plumewatch.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairQueueTests {

    private static final Delivery.Connection NOWHERE = new FakeConnection();

    private final FairQueue queue = queue(20_000, 1 << 24);

    private static FairQueue queue(int messages, long bytes) {
        return queue(messages, bytes, MqttSettings.Rates.USUAL);
    }

    private static FairQueue queue(int messages, long bytes, MqttSettings.Rates rates) {
        return new FairQueue(messages, bytes, new UnitRates(rates, device -> {}, System.nanoTime()));
    }

    private static Delivery delivery(String device, int number, String json) {
        var message =
                new RsMessage(RsTopic.of("plumewatch/v1/" + device + "/pass"), json.getBytes(UTF_8), Instant.EPOCH);
        return new Delivery(NOWHERE, number, 1, message);
    }

    private static Delivery live(String device, int number) {
        return delivery(device, number, "{\"passId\":\"p\"}");
    }

    private static Delivery replayed(String device, int number) {
        return delivery(device, number, "{\"passId\":\"p\",\"replayed\": true}");
    }

    private static List<String> takenFrom(FairQueue from) throws InterruptedException {
        var taken = new ArrayList<String>();
        for (Delivery next = from.poll(0, true); next != null; next = from.poll(0, true)) {
            taken.add(next.message().topic().device() + "-" + next.messageId());
        }
        return taken;
    }

    private List<String> take(int most) throws InterruptedException {
        var taken = new ArrayList<String>();
        for (int i = 0; i < most; i++) {
            Delivery next = queue.poll(0, true);
            if (next == null) {
                break;
            }
            taken.add(next.message().topic().device() + "-" + next.messageId());
        }
        return taken;
    }

    @Test
    void letsWhatHappensNowPassABacklog() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            queue.offer(replayed("RS-0001", i), 0);
        }
        for (int i = 0; i < 5; i++) {
            queue.offer(live("RS-0002", i), 0);
        }

        assertThat(take(6)).contains("RS-0002-0", "RS-0002-1", "RS-0002-2", "RS-0002-3", "RS-0002-4");
    }

    @Test
    void neverStarvesABacklogEither() throws InterruptedException {
        queue.offer(replayed("RS-0001", 0), 0);
        for (int i = 0; i < 100; i++) {
            queue.offer(live("RS-0002", i), 0);
        }

        assertThat(take(FairQueue.ROUND)).contains("RS-0001-0");
    }

    @Test
    void letsUnitsTakeTurnsAndKeepsTheOrderOfEach() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            queue.offer(live("RS-0001", i), 0);
        }
        queue.offer(live("RS-0002", 0), 0);
        queue.offer(live("RS-0002", 1), 0);

        assertThat(take(5)).containsExactly("RS-0001-0", "RS-0002-0", "RS-0001-1", "RS-0002-1", "RS-0001-2");
    }

    @Test
    void isBoundedInMessagesAndBytes() throws InterruptedException {
        var few = queue(2, 1 << 20);
        assertThat(few.offer(live("RS-0001", 1), 0)).isTrue();
        assertThat(few.offer(live("RS-0001", 2), 0)).isTrue();
        assertThat(few.offer(live("RS-0001", 3), 0)).isFalse();
        few.removeIf(delivery -> true);
        assertThat(few.offer(live("RS-0001", 3), 0)).isTrue();

        var small = queue(1_000, 10);
        assertThat(small.offer(live("RS-0001", 1), 0)).isTrue();
        assertThat(small.offer(live("RS-0001", 2), 0)).isFalse();
        small.release(Objects.requireNonNull(small.poll(0, true)));
        assertThat(small.offer(live("RS-0001", 2), 0)).isTrue();
    }

    @Test
    void holdsWhatIsUnderWayAndTakesItBackWithoutAsking() throws InterruptedException {
        var small = queue(1_000, 10);
        small.offer(live("RS-0001", 1), 0);
        Delivery underWay = Objects.requireNonNull(small.poll(0, true));

        assertThat(small.offer(live("RS-0001", 2), 0)).isFalse();
        small.putBack(underWay);

        assertThat(small.poll(0, true)).isSameAs(underWay);
        assertThat(small.offer(live("RS-0001", 2), 0)).isFalse();
        small.release(underWay);
        assertThat(small.offer(live("RS-0001", 2), 0)).isTrue();
    }

    @Test
    void keepsPicturesBackWhileTheyCannotBeStored() throws InterruptedException {
        var picture = new RsMessage(RsTopic.of("plumewatch/v1/RS-0001/photo/ab"), new byte[9], Instant.EPOCH);
        var record = new RsMessage(RsTopic.of("plumewatch/v1/RS-0001/national/pass"), new byte[100_000], Instant.EPOCH);
        queue.offer(new Delivery(NOWHERE, 1, 1, picture), 0);
        queue.offer(new Delivery(NOWHERE, 2, 1, record), 0);
        queue.offer(replayed("RS-0001", 3), 0);

        assertThat(Objects.requireNonNull(queue.poll(0, false)).messageId()).isEqualTo(3);
        assertThat(queue.poll(0, false)).isNull();
        assertThat(take(2)).containsExactly("RS-0001-2", "RS-0001-1");
    }

    @Test
    void letsAUnitThatIsTooFastWaitAndTheOthersGo() throws InterruptedException {
        var slow = new MqttSettings.Rates(1, 1 << 20, Duration.ofSeconds(1), 5_000, 300);
        FairQueue limited = queue(20, 1 << 24, slow);
        for (int i = 0; i < 10; i++) {
            limited.offer(live("RS-0001", i), 0);
        }
        limited.offer(live("RS-0002", 0), 0);

        assertThat(takenFrom(limited)).containsExactly("RS-0001-0", "RS-0002-0", "RS-0001-1");
        assertThat(limited.isFullOf("RS-0001")).isTrue();
        assertThat(limited.isFullOf("RS-0002")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"replayed":true}          | true
            {"replayed" : true}        | true
            {"replayed":false}         | false
            {"replayed":tru            | false
            {"replayed"                | false
            {"passId":"replayed true"} | false
            """)
    void looksForTheMarkOfAReplay(String json, boolean expected) {
        assertThat(delivery("RS-0001", 1, json).message().replayed()).isEqualTo(expected);
    }
}
