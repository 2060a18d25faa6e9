package io.plumewatch.doors;

import java.security.CodeSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.util.ClassUtils;

/**
 * Lets a packed program start with the beans that its build wrote down, which spares half of the work of a start. Whoever
 * sets a property on which Spring Boot decides what it configures starts with {@code -Dspring.aot.enabled=false}.
 */
public final class BuiltBeans {

    /** What the build appends to the name of the application's class. */
    private static final String WRITTEN = "__ApplicationContextInitializer";

    private BuiltBeans() {}

    /** Asks for them, unless that was decided on the command line; classes in a folder may be newer than what was built. */
    public static void use(Class<?> application) {
        if (packed(application.getProtectionDomain().getCodeSource())
                && ClassUtils.isPresent(application.getName() + WRITTEN, application.getClassLoader())
                && System.getProperty(AotDetector.AOT_ENABLED) == null) {
            System.setProperty(AotDetector.AOT_ENABLED, "true");
        }
    }

    private static boolean packed(@Nullable CodeSource source) {
        return source != null && !source.getLocation().getPath().matches("[^!]*/");
    }
}
