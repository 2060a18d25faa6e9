package io.plumewatch.gateway.testing;

import io.plumewatch.gateway.GatewayApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway in this JVM, on free ports. */
public final class TestGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a gateway; further settings as {@code key=value}. */
    public static TestGateway start(String redisUri, String mqttUrl, Path blobs, String... settings) {
        var properties = new ArrayList<>(List.of(
                "server.port=0",
                "logging.level.org.apache.activemq=WARN",
                "plumewatch.log.evidence-uri=" + redisUri,
                "plumewatch.log.telemetry-uri=" + redisUri,
                "plumewatch.log.answer-timeout=1s",
                "plumewatch.mqtt.url=" + mqttUrl,
                "plumewatch.obd.port=0",
                "plumewatch.hj212.port=0",
                "plumewatch.blobs.directory=" + blobs));
        properties.addAll(List.of(settings));
        String[] arguments =
                properties.stream().map(property -> "--" + property).toArray(String[]::new);
        var application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        return new TestGateway(application.run(arguments));
    }

    public int httpPort() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Waits for something with a name, so that a time-out says what did not happen. */
    public static void await(String what, Awaited assertion) {
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .untilAsserted(assertion::holds);
    }

    /** An assertion that will hold. */
    public interface Awaited {
        void holds() throws Exception;
    }

    @Override
    public void close() {
        context.close();
    }
}
