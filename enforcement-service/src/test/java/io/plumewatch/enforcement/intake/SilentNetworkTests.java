package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.SilentProxy;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A network on which bytes vanish and nobody closes: a firewall that forgets its connections, a cable that is pulled. */
class SilentNetworkTests extends LaneScene {

    @Autowired
    private HikariDataSource dataSource;

    private final SilentProxy way = new SilentProxy();

    @AfterEach
    void closeTheWay() {
        running.forEach(Intake::close);
        way.close();
    }

    @Test
    void lanesAndWatchGoOnOnNewConnectionsToRedis() {
        way.to(redis.port());
        Instance instance = start("redis://127.0.0.1:" + way.port());
        LogWatch watch = instance.watch();
        append(1);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(1));
        watch.run();
        way.cut();
        watch.run();
        append(2);
        eventually().untilAsserted(() -> assertThat(instance.state.waiting()).isNotEmpty());
        way.heal();

        eventually().untilAsserted(() -> assertThat(effects()).hasSize(3));
        eventually().untilAsserted(() -> assertThat(instance.state.waiting()).isEmpty());
        watch.run();
        assertThat(instance.metrics.get("plumewatch.stream.lag").gauge().value())
                .isZero();
    }

    @Test
    void aLaneGoesOnOnANewConnectionToPostgreSql() {
        try (HikariDataSource pool = poolOnTheWay()) {
            JdbcClient real = jdbc;
            jdbc = JdbcClient.create(pool);
            transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            offsets = new Offsets(jdbc, settings);
            var reached = new CountDownLatch(1);
            var cut = new CountDownLatch(1);
            Instance instance = start(stored -> {
                if (stored.entry().key().equals("cut")) {
                    reached.countDown();
                    awaitLatch(cut);
                }
            });
            append(1);
            log.append(stream, TestLog.telemetry("cut"));
            awaitLatch(reached);
            way.cut();
            cut.countDown();
            eventually()
                    .untilAsserted(() -> assertThat(instance.state.waiting()).isNotEmpty());
            way.heal();

            eventually().untilAsserted(() -> assertThat(effectsBy(real)).hasSize(2));
            assertThat(real.sql("select count(*) from rejected_entry where stream = :stream")
                            .param("stream", stream)
                            .query(Integer.class)
                            .single())
                    .isZero();
            running.forEach(Intake::close);
            jdbc = real;
        }
    }

    /** The service's own settings, with less patience. */
    private HikariDataSource poolOnTheWay() {
        Properties ours = dataSource.getDataSourceProperties();
        assertThat(ours).containsKeys("socketTimeout", "connectTimeout").containsEntry("tcpKeepAlive", "true");
        var pool = new HikariDataSource();
        URI url = URI.create(dataSource.getJdbcUrl().substring("jdbc:".length()));
        way.to(url.getPort());
        pool.setJdbcUrl(dataSource.getJdbcUrl().replace(":" + url.getPort() + "/", ":" + way.port() + "/"));
        pool.setUsername(dataSource.getUsername());
        pool.setPassword("");
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(2_000);
        pool.setDataSourceProperties(ours);
        pool.addDataSourceProperty("socketTimeout", "1");
        return pool;
    }

    private List<String> effectsBy(JdbcClient client) {
        return client.sql("select entry_key from test_effect where stream = :stream")
                .param("stream", stream)
                .query(String.class)
                .list();
    }
}
