package io.plumewatch.gateway.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An MQTT broker with a journal on disk that admits everybody. */
public final class TestBroker implements AutoCloseable {

    private final Path folder;
    private final String transport;
    private final int port = FreePort.find();
    private EmbeddedActiveMQ broker;

    private TestBroker(Path folder, String transport) throws Exception {
        this.folder = folder;
        this.transport = transport;
        this.broker = open();
    }

    private EmbeddedActiveMQ open() throws Exception {
        var settings = new AddressSettings()
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDeadLetterAddress(SimpleString.of("DLQ"))
                .setExpiryAddress(SimpleString.of("ExpiryQueue"))
                .setMaxDeliveryAttempts(-1);
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setJournalFileSize(1 << 20)
                .setMaxDiskUsage(98)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(false)
                .addAddressSetting("#", settings);
        configuration.addAcceptorConfiguration(
                "mqtt",
                "tcp://127.0.0.1:" + port + "?protocols=MQTT;receiveMaximum=1000;maximumPacketSize=2097152"
                        + transport);
        var opened = new EmbeddedActiveMQ();
        opened.setConfiguration(configuration);
        opened.start();
        return opened;
    }

    /** Stops it and starts it again with what its journal holds. */
    public void restart() {
        close();
        try {
            broker = open();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not start again", e);
        }
    }

    public static TestBroker start() {
        return start("");
    }

    /** Starts one that speaks TLS only. */
    public static TestBroker startTls(Path keyStore, String password) {
        return start(";sslEnabled=true;keyStoreType=PKCS12;keyStorePath=" + keyStore + ";keyStorePassword=" + password);
    }

    private static TestBroker start(String transport) {
        try {
            return new TestBroker(Files.createTempDirectory("plumewatch-broker"), transport);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not start", e);
        }
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public String tlsUrl(String host) {
        return "ssl://" + host + ":" + port;
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not stop", e);
        }
    }
}
