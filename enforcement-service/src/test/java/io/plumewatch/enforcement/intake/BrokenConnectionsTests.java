package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.enforcement.intake.FaultyDatabase.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whichever call breaks the connections, and whatever they say of it: every entry takes effect once, none is parked. */
class BrokenConnectionsTests extends LaneScene {

    /** More than a transaction of some entries takes. */
    private static final int CALLS = 14;

    @Value("${spring.datasource.url}")
    private String url;

    private FaultyDatabase database;
    private JdbcClient real;

    @BeforeEach
    void readOverConnectionsThatBreak() {
        database = new FaultyDatabase(url);
        real = jdbc;
        jdbc = JdbcClient.create(database.dataSource());
        transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        offsets = new Offsets(jdbc, settings);
        hours = new ParkedHours(jdbc, settings, new SimpleMeterRegistry());
        rejected = new RejectedEntries(jdbc, hours, new SimpleMeterRegistry());
    }

    @AfterEach
    void closeThem() {
        running.forEach(Intake::close);
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void parksNothingAndTakesEverythingOnceWhicheverCallBreaksTheConnections(Fault fault) {
        Instance instance = start(stored -> {});
        var keys = new ArrayList<String>();
        for (int call = 1; call <= CALLS; call++) {
            database.breakAt(call, fault);
            while (database.armed()) {
                keys.addAll(append(3));
                eventually().pollInterval(Duration.ofMillis(5)).until(this::count, entries -> entries == keys.size());
            }
        }
        keys.addAll(append(1));

        eventually().untilAsserted(() -> assertThat(effectsOfStream()).isEqualTo(keys));
        assertThat(real.sql(
                                "select reason || ' ' || coalesce(exception, '') from rejected_entry where stream = :stream")
                        .param("stream", stream)
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(instance.state.stopped()).isEmpty();
    }

    private int count() {
        return effectsOfStream().size();
    }

    private List<String> effectsOfStream() {
        return real.sql("select entry_key from test_effect where stream = :stream order by n")
                .param("stream", stream)
                .query(String.class)
                .list();
    }
}
