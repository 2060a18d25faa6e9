package io.plumewatch.enforcement.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.testing.EnforcementTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** A cursor never skips an item, however late its transaction commits. */
@EnforcementTest
class FeedsTests {

    private static final Areas HENAN = new Areas(Set.of("410000"));
    private static final int WRITERS = 8;
    private static final int ITEMS_EACH = 60;

    @Autowired
    Feeds feeds;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    FeedStore store;

    private final String feed = "feed-" + UUID.randomUUID();

    @Test
    void followersSeeEveryItemOfConcurrentWritersOnceAndInOrder() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int seed = writer;
                written.add(writers.submit(() -> writeLate(seed)));
            }
            List<Feeds.Item> seen = follow(WRITERS * ITEMS_EACH);
            for (Future<?> each : written) {
                each.get(30, TimeUnit.SECONDS);
            }
            assertThat(seen).hasSize(WRITERS * ITEMS_EACH);
            assertThat(new HashSet<>(seen.stream().map(Feeds.Item::json).toList()))
                    .hasSize(seen.size());
            assertThat(seen.stream()
                            .map(item -> Long.parseLong(item.position()))
                            .toList())
                    .isSorted();
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void whatIsRolledBackToASavepointAppendsNothing() {
        var nested = new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        transactions.executeWithoutResult(outer -> {
            nested.executeWithoutResult(status -> undone("first", status));
            feeds.append(feed, "410800", "", "kept");
            nested.executeWithoutResult(status -> undone("second", status));
            nested.executeWithoutResult(status -> feeds.append(feed, "410800", "", "kept too"));
        });

        assertThat(feeds.read(feed, HENAN, null, null, 10, Duration.ZERO).items())
                .extracting(Feeds.Item::json)
                .containsExactly("kept", "kept too");
    }

    private void undone(String json, TransactionStatus status) {
        feeds.append(feed, "410800", "", json);
        status.setRollbackOnly();
    }

    @Test
    void aLongReadWakesAtTheCommitAndNotBefore() throws Exception {
        var appended = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> transactions.executeWithoutResult(status -> {
            feeds.append(feed, "410800", "", "1");
            appended.countDown();
            await(mayCommit);
        }));
        await(appended);
        assertThat(read(null, Duration.ofMillis(50)).items()).isEmpty();

        CompletableFuture<Feeds.Page> reader = CompletableFuture.supplyAsync(() -> read(null, Duration.ofSeconds(20)));
        mayCommit.countDown();
        writer.get(10, TimeUnit.SECONDS);

        assertThat(reader.get(5, TimeUnit.SECONDS).items()).hasSize(1);
    }

    @Test
    void aLongReadSeesWhatAnotherInstanceCommits() throws Exception {
        CompletableFuture<Feeds.Page> reader = CompletableFuture.supplyAsync(() -> read(null, Duration.ofSeconds(20)));
        transactions.executeWithoutResult(status -> {
            Long position = jdbc.sql("update feed_counter set position = position + 1 returning position")
                    .query(Long.class)
                    .single();
            jdbc.sql(
                            "insert into feed_item (position, feed, area_code, subject, json) values (?, ?, '410800', '', '1')")
                    .params(position, feed)
                    .update();
        });

        assertThat(reader.get(5, TimeUnit.SECONDS).items()).hasSize(1);
    }

    @Test
    void aLongReadEndsWithTheProcessInsteadOfHoldingUpItsEnd() throws Exception {
        var arrivals = new Arrivals(store);
        arrivals.start();
        var reader = new FeedReader(store, arrivals);
        CompletableFuture<Feeds.Page> read =
                CompletableFuture.supplyAsync(() -> reader.read(feed, HENAN, null, null, 10, Duration.ofSeconds(20)));
        Awaitility.await().dontCatchUncaughtExceptions().until(arrivals::somebodyWaits);

        arrivals.stop();

        assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo(new Feeds.Page(List.of(), "0"));
    }

    @Test
    void filtersByAreaAndSubjectAndPagesOn() {
        transactions.executeWithoutResult(status -> {
            feeds.append(feed, "410802", "CP-1", "\"a\"");
            feeds.append(feed, "410802", "CP-2", "\"b\"");
            feeds.append(feed, "410200", "CP-1", "\"c\"");
            feeds.append(feed, "410803", "CP-1", "\"d\"");
        });
        Areas jiaozuo = new Areas(Set.of("410800"));

        Feeds.Page first = feeds.read(feed, jiaozuo, "CP-1", null, 1, Duration.ZERO);
        Feeds.Page second = feeds.read(feed, jiaozuo, "CP-1", first.next(), 10, Duration.ZERO);
        Feeds.Page end = feeds.read(feed, jiaozuo, "CP-1", second.next(), 10, Duration.ZERO);

        assertThat(first.items()).extracting(Feeds.Item::json).containsExactly("\"a\"");
        assertThat(second.items()).extracting(Feeds.Item::json).containsExactly("\"d\"");
        assertThat(end).isEqualTo(new Feeds.Page(List.of(), second.next()));
    }

    @Test
    void startsFromNothingWithAPositionToGoOnFrom() {
        assertThat(read(null, Duration.ZERO)).isEqualTo(new Feeds.Page(List.of(), "0"));
        assertThat(read("", Duration.ZERO)).isEqualTo(new Feeds.Page(List.of(), "0"));
    }

    @Test
    void refusesACursorThatItNeverGaveOut() {
        for (String cursor : List.of("x", "-1", "1.0", "９", "99999999999999999", "999999999999999999999")) {
            assertThatExceptionOfType(Refusal.class)
                    .as(cursor)
                    .isThrownBy(() -> read(cursor, Duration.ZERO))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("INVALID_CURSOR"));
        }
    }

    @Test
    void appendsNothingWithoutATransactionOrAfterARollback() {
        assertThatIllegalStateException().isThrownBy(() -> feeds.append(feed, "410800", "", "1"));
        transactions.executeWithoutResult(status -> {
            feeds.append(feed, "410800", "", "1");
            status.setRollbackOnly();
        });

        assertThat(read(null, Duration.ZERO).items()).isEmpty();
    }

    /** Appends, then dawdles before committing, so that transactions overtake each other. */
    private void writeLate(int seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < ITEMS_EACH; i++) {
            String json = "\"" + seed + "/" + i + "\"";
            transactions.executeWithoutResult(status -> {
                feeds.append(feed, "410800", "", json);
                LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(8)));
            });
        }
    }

    private List<Feeds.Item> follow(int count) {
        List<Feeds.Item> seen = new ArrayList<>();
        String after = "";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (seen.size() < count && System.nanoTime() < deadline) {
            Feeds.Page page = feeds.read(feed, HENAN, null, after, 7, Duration.ofSeconds(2));
            seen.addAll(page.items());
            after = page.next();
        }
        return seen;
    }

    private Feeds.Page read(@Nullable String after, Duration wait) {
        return feeds.read(feed, HENAN, null, after, 100, wait);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
