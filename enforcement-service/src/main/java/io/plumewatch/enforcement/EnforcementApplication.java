package io.plumewatch.enforcement;

import io.plumewatch.doors.BuiltBeans;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Decides who exceeds the limits, alerts crews and refers to police.
 *
 * <p>Beans are named by their whole class name: two modules may have a class of the same simple name.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class EnforcementApplication {

    /** Starts the service; settings come from the environment. */
    public static void main(String[] args) {
        BuiltBeans.use(EnforcementApplication.class);
        SpringApplication.run(EnforcementApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
