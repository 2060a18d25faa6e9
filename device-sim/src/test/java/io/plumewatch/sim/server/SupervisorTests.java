package io.plumewatch.sim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTests {

    private final List<String> reports = new CopyOnWriteArrayList<>();

    @Test
    void bringsAKilledRedisBack(@TempDir Path folder) {
        var server = new Redis(folder.resolve("redis"), folder.resolve("redis.log"), FreePort.next());
        try (var supervisor = new Supervisor(server, folder, reports::add)) {
            supervisor.start();
            supervisor.awaitAnswer(Duration.ofSeconds(10));
            ProcessHandle first = supervisor.process();

            supervisor.kill();
            supervisor.awaitAnswer(Duration.ofSeconds(10));

            assertThat(supervisor.process().pid()).isNotEqualTo(first.pid());
            assertThat(reports).containsExactly("redis died; starting it again");
        }
    }

    /** Whoever stops a server that just died must not find it running again. */
    @Test
    void aStopIsNotUndoneByARestartUnderWay(@TempDir Path folder) throws Exception {
        var server = new Sleeper();
        var restarting = new CompletableFuture<Thread>();
        var stopped = new CountDownLatch(1);
        try (var supervisor = new Supervisor(server, folder, report -> {
            restarting.complete(Thread.currentThread());
            await(stopped);
        })) {
            supervisor.start();
            supervisor.kill();
            Thread restart = restarting.get(10, TimeUnit.SECONDS);

            supervisor.stop();
            stopped.countDown();
            restart.join(10_000);

            assertThat(restart.isAlive()).isFalse();
            assertThat(server.launches).hasValue(1);
            assertThatThrownBy(supervisor::process).hasMessage("sleeper does not run");

            supervisor.start();
            assertThat(supervisor.process().isAlive()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Sleeper implements Server {

        private final AtomicInteger launches = new AtomicInteger();

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public ProcessHandle launch() throws IOException {
            launches.incrementAndGet();
            return new ProcessBuilder("sleep", "60").start().toHandle();
        }

        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public void requestStop(ProcessHandle process) {
            process.destroy();
        }
    }

    @Test
    void endsWhatAnEarlierLifeLeftBehind(@TempDir Path folder) {
        var server = new Redis(folder.resolve("redis"), folder.resolve("redis.log"), FreePort.next());
        var abandoned = new Supervisor(server, folder, reports::add);
        abandoned.start();
        abandoned.awaitAnswer(Duration.ofSeconds(10));
        ProcessHandle leftover = abandoned.process();

        Supervisor.endLeftovers(folder);

        assertThat(leftover.isAlive()).isFalse();
        abandoned.close();
    }

    @Test
    void bringsAKilledPostgresBackWithWhatWasCommitted(@TempDir Path folder) throws Exception {
        var server = new PostgreSql(folder.resolve("postgresql"), folder.resolve("pg.log"), FreePort.next());
        try (var supervisor = new Supervisor(server, folder, reports::add)) {
            supervisor.start();
            supervisor.awaitAnswer(Duration.ofSeconds(30));
            try (var connection = DriverManager.getConnection(server.jdbcUrl(), "postgres", "");
                    var statement = connection.createStatement()) {
                statement.execute("create table kept as select 42 as answer");
            }

            supervisor.kill();
            supervisor.awaitAnswer(Duration.ofSeconds(60));

            try (var connection = DriverManager.getConnection(server.jdbcUrl(), "postgres", "");
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select answer from kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(folder.toString())))
                .isEmpty();
    }
}
