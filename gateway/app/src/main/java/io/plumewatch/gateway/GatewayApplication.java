package io.plumewatch.gateway;

import io.plumewatch.doors.BuiltBeans;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the process that talks to devices. */
@SpringBootApplication(
        proxyBeanMethods = false,
        exclude = {TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class})
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        BuiltBeans.use(GatewayApplication.class);
        application().run(args);
    }

    /** Returns the gateway, which opens its intakes before its HTTP server once it runs. */
    public static SpringApplication application() {
        var application = new SpringApplication(GatewayApplication.class);
        application.setApplicationContextFactory(new IntakesFirst());
        return application;
    }
}
