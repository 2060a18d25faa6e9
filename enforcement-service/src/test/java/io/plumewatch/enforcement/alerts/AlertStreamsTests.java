package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

class AlertStreamsTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final SetBack feed = new SetBack();
    private final AlertStreams streams = new AlertStreams(
            feed, new AlertSettings(LONG, 10, LONG, LONG), JsonMapper.builder().build());

    @BeforeEach
    void start() {
        streams.start();
    }

    @AfterEach
    void stop() {
        streams.stop();
    }

    /** What was numbered again would lie behind what they have sent, and none of it would be shown. */
    @Test
    void endWhenTheFeedWasSetBack() {
        SseEmitter crew = streams.open("CP-1", "100");

        feed.restored.countDown();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThatThrownBy(() -> crew.send("more")).isInstanceOf(IllegalStateException.class));
    }

    /** A feed that does not know its last position any more once the database was restored. */
    private static final class SetBack extends OnlyRead {

        private final CountDownLatch restored = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);
        private boolean refused;

        @Override
        public Page read(
                String feed, Areas areas, @Nullable String subject, @Nullable String after, int limit, Duration wait) {
            if (subject != null) {
                return new Page(List.of(), String.valueOf(after));
            }
            await(refused ? never : restored);
            refused = true;
            throw Refusal.badRequest("INVALID_CURSOR", "after", "must be known");
        }

        private static void await(CountDownLatch moment) {
            try {
                moment.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("stopped", e);
            }
        }

        @Override
        public String end() {
            return "100";
        }
    }
}
