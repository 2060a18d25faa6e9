package io.plumewatch.gateway;

import io.plumewatch.gateway.hj212.Hj212Server;
import io.plumewatch.gateway.mqtt.MqttIntake;
import io.plumewatch.gateway.obd.ObdServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Opens the doors of the devices before the HTTP server is made, which takes longer than everything that devices need.
 * A terminal that was cut off by a crash tries again within seconds; an operator's browser can wait.
 */
final class IntakesFirst implements ApplicationContextFactory {

    /** In the order of who is lost soonest: a terminal keeps least of what it could not send. */
    private static final List<Class<?>> INTAKES = List.of(ObdServer.class, Hj212Server.class, MqttIntake.class);

    @Override
    public ConfigurableApplicationContext create(@Nullable WebApplicationType type) {
        return AotDetector.useGeneratedArtifacts() ? new Prepared() : new Found();
    }

    private static void open(BeanFactory beans) {
        INTAKES.forEach(beans::getBean);
    }

    /** With the beans that the build wrote down. */
    private static final class Prepared extends ServletWebServerApplicationContext {

        @Override
        protected void onRefresh() {
            open(getBeanFactory());
            super.onRefresh();
        }
    }

    /** With the beans that are found by looking through the classes. */
    private static final class Found extends AnnotationConfigServletWebServerApplicationContext {

        @Override
        protected void onRefresh() {
            open(getBeanFactory());
            super.onRefresh();
        }
    }
}
