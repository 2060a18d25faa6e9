package io.plumewatch.enforcement.testing;

import io.plumewatch.testing.RedisServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One PostgreSQL a run with a database a context, one Redis a context; both end after the contexts have closed. */
public final class TestServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Address of this machine from which what a proxy says of its clients is believed. */
    public static final String PROXY = "127.0.0.9";

    /** The bootstrap administrator's token of every test context. */
    public static final String ADMIN_TOKEN = "test-administrator-token-0123456789abcdef";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    static {
        // Most of what is waited for is there at once; these look into PostgreSQL, so not more often.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        RedisServer redis = RedisServer.start();
        SpringApplication.getShutdownHandlers().add(redis::close);
        context.getBeanFactory().registerSingleton("testRedisServer", redis);
        TestPropertyValues.of(
                        "spring.datasource.url=" + freshDatabase(),
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=",
                        "spring.datasource.hikari.maximum-pool-size=12",
                        "server.tomcat.remoteip.internal-proxies=" + PROXY + "/32",
                        "plumewatch.redis.uri=" + redis.uri(),
                        "plumewatch.redis.telemetry-uri=" + redis.uri(),
                        "plumewatch.blobs=" + temporaryFolder(),
                        "plumewatch.referrals.signing-key=" + temporaryFolder() + "/signing-key.pem",
                        "plumewatch.access.bootstrap-admin-token=" + ADMIN_TOKEN)
                .applyTo(context);
    }

    private static String freshDatabase() {
        String name = String.format(Locale.ROOT, "test%d", DATABASES.incrementAndGet());
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return Postgres.SERVER.getJdbcUrl("postgres", name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create test database " + name, e);
        }
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("plumewatch-blobs").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started at first use, stopped after the last Spring context (else the connection pools wait for it). */
    private static final class Postgres {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .start();
                SpringApplication.getShutdownHandlers().add(() -> close(server));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
