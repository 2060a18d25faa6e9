package io.plumewatch.doors;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Guards the HTTP server of every program that has this on its class path. */
@AutoConfiguration
@EnableConfigurationProperties(DoorSettings.class)
public class Doors {

    private final LongAdder refused = new LongAdder();

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedServer(DoorSettings settings) {
        TomcatProtocolHandlerCustomizer<GuardedProtocol> bounds =
                protocol -> protocol.guard(settings, refused::increment);
        return factory -> {
            factory.setProtocol(GuardedProtocol.class.getName());
            factory.addProtocolHandlerCustomizers(bounds);
            factory.addEngineValves(new UnreadBodies());
        };
    }

    @Bean
    MeterBinder refusedConnections() {
        return registry -> FunctionCounter.builder("plumewatch.connections.refused", refused, LongAdder::sum)
                .tags("protocol", "http", "reason", "ADDRESS")
                .register(registry);
    }
}
