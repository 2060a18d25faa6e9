package io.plumewatch.sim.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on a folder of its own. The library that carries the binaries is made for tests and would give up
 * durability for speed; the settings here take that back.
 */
public final class PostgreSql implements Server {

    private static final String DATABASE = "plumewatch";

    /** Unpacked once for all cities: 60 MB take seconds. The library lets one unpack and the others wait for it. */
    private static final Path BINARIES = Path.of(System.getProperty("user.home"), ".plumewatch", "binaries");

    private final Path data;
    private final Path log;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    /** Keeps its data below {@code folder}. */
    public PostgreSql(Path folder, Path log, int port) {
        this.data = folder.resolve("data");
        this.log = log;
        this.port = port;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    /** Returns the address of the database that the service uses. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public synchronized ProcessHandle launch() throws IOException {
        release();
        endLeftovers();
        Files.createDirectories(data);
        Files.createDirectories(BINARIES);
        running = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(BINARIES.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start();
        createDatabase();
        return postmaster().orElseThrow(() -> new IOException("PostgreSQL started without a postmaster.pid"));
    }

    private void createDatabase() throws IOException {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement()) {
            var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'");
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IOException("cannot create the database " + DATABASE, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database
                        + "?connectTimeout=2&socketTimeout=10&loginTimeout=2",
                "postgres",
                "");
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(this::worksHere);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Ends what still works on our data: a server left by a killed city, or the backends of a killed postmaster, which
     * hold its shared memory for a moment and would keep the next one from starting.
     */
    private void endLeftovers() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            List<ProcessHandle> left = all.filter(this::worksHere).toList();
            left.forEach(ProcessHandle::destroyForcibly);
            left.forEach(process -> PidFile.awaitEnd(process, 10));
        }
    }

    /** Every PostgreSQL process has its data folder as working directory. */
    private boolean worksHere(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.readSymbolicLink(proc.resolve("cwd")).equals(data.toRealPath())
                    && Files.readString(proc.resolve("comm")).trim().equals("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean answers() {
        try (Connection connection = connect(DATABASE)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** SIGINT, PostgreSQL's fast shutdown, by the library's own call. */
    @Override
    public synchronized void requestStop(ProcessHandle process) {
        release();
    }

    private void release() {
        EmbeddedPostgres old = running;
        running = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
