package io.plumewatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.hj212.Hj212Server;
import io.plumewatch.gateway.obd.ObdServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;

class IntakesFirstTests {

    @TempDir
    private Path folder;

    private final List<String> taken = new ArrayList<>();

    @Test
    void devicesAreTakenBeforeThereIsAnHttpServer() {
        var application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> context.getBeanFactory()
                .registerSingleton("probe", (WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>)
                        server -> probe(context)));

        try (var context = application.run(
                "--server.port=0",
                "--plumewatch.obd.port=0",
                "--plumewatch.hj212.port=0",
                "--plumewatch.mqtt.url=tcp://127.0.0.1:1",
                "--plumewatch.log.evidence-uri=redis://127.0.0.1:1",
                "--plumewatch.log.telemetry-uri=redis://127.0.0.1:1",
                "--plumewatch.blobs.directory=" + folder)) {
            assertThat(taken).containsExactly("OBD", "HJ 212");
            assertThat(context.isRunning()).isTrue();
        }
    }

    private void probe(ConfigurableApplicationContext context) {
        var made = context.getBeanFactory();
        if (made.getSingleton("obdServer") instanceof ObdServer obd && accepts(obd.port())) {
            taken.add("OBD");
        }
        if (made.getSingleton("hj212Server") instanceof Hj212Server hj212 && accepts(hj212.port())) {
            taken.add("HJ 212");
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
