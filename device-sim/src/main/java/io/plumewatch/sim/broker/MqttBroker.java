package io.plumewatch.sim.broker;

import io.plumewatch.sim.RunFailed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An MQTT 3.1.1 and 5 broker on loopback with a journal on disk, under {@link BrokerRules}. */
public final class MqttBroker implements AutoCloseable {

    /** User name of the gateway; its password is this broker's. */
    public static final String GATEWAY_USER = "gateway";

    private static final int DISK_FULL_PERCENT = 98;

    private final EmbeddedActiveMQ broker;
    private final Projection projection;
    private final Admissions admissions;

    private MqttBroker(EmbeddedActiveMQ broker, Projection projection, Admissions admissions) {
        this.broker = broker;
        this.projection = projection;
        this.admissions = admissions;
    }

    /**
     * Starts a broker and returns it serving.
     *
     * @param folder where the journal is
     * @param redisUri where the projection is
     * @param projectionKey what it is sealed with; empty for nothing
     */
    public static MqttBroker start(
            Path folder, int port, String redisUri, String projectionKey, String gatewayPassword) {
        var projection = new Projection(redisUri, projectionKey);
        var admissions = new Admissions(projection);
        var broker = new EmbeddedActiveMQ();
        broker.setSecurityManager(new BrokerRules(projection, admissions, GATEWAY_USER, gatewayPassword));
        try {
            broker.setConfiguration(configuration(folder, port));
            broker.start();
        } catch (Exception e) {
            projection.close();
            throw new RunFailed("cannot start the MQTT broker: " + e.getMessage(), e);
        }
        if (!broker.getActiveMQServer().isActive()) {
            projection.close();
            throw new RunFailed("the MQTT broker started but is not active");
        }
        broker.getActiveMQServer().getRemotingService().addIncomingInterceptor(new PublishGuard());
        admissions.start();
        return new MqttBroker(broker, projection, admissions);
    }

    private static Configuration configuration(Path folder, int port) throws Exception {
        var settings = new AddressSettings()
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true)
                .setAutoDeleteQueues(true)
                .setDeadLetterAddress(SimpleString.of("DLQ"))
                .setExpiryAddress(SimpleString.of("ExpiryQueue"))
                .setMaxDeliveryAttempts(-1);
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                // Nobody relies on what a broker confirms, and each fsync is one that the log waits for.
                .setJournalSyncNonTransactional(false)
                .setJournalSyncTransactional(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setMaxDiskUsage(DISK_FULL_PERCENT)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setSecurityEnabled(true)
                // A suspended device must be refused at its next CONNECT, not when a cache forgets it.
                .setAuthenticationCacheSize(0)
                .setClusterUser("cluster-" + random())
                .setClusterPassword(random())
                .addAddressSetting("#", settings);
        configuration.addAcceptorConfiguration(
                "mqtt",
                "tcp://127.0.0.1:" + port + "?protocols=MQTT;receiveMaximum=1000;maximumPacketSize="
                        + PublishGuard.LARGEST_PUBLISH);
        return configuration;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        admissions.close();
        try {
            broker.stop();
        } catch (Exception e) {
            throw new RunFailed("the MQTT broker does not stop: " + e.getMessage(), e);
        } finally {
            projection.close();
        }
    }
}
