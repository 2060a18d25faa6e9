package io.plumewatch.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
            first.onExit().join();
            supervisor.awaitAnswer(Duration.ofSeconds(10));

            assertThat(supervisor.process().pid()).isNotEqualTo(first.pid());
            assertThat(reports).containsExactly("redis died; starting it again");
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

            supervisor.process().destroyForcibly();
            supervisor.process().onExit().join();
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
