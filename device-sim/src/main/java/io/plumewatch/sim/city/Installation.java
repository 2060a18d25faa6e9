package io.plumewatch.sim.city;

import io.plumewatch.sim.RunFailed;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where our programs' jars are: in the project that this program was built in, or where {@code PLUMEWATCH_HOME} says. */
public record Installation(Path home) {

    private static final String OWN_FOLDER = "/device-sim/target/";

    /** Finds them, or fails saying what to set. */
    public static Installation find() {
        String property = System.getProperty("plumewatch.home");
        String setting = property == null ? System.getenv("PLUMEWATCH_HOME") : property;
        if (setting != null) {
            return new Installation(Path.of(setting).toAbsolutePath());
        }
        // file:/…/device-sim/target/classes/ or jar:nested:/…/device-sim/target/plumewatch-sim.jar/!BOOT-INF/classes/!/
        URI code = codeSource();
        String location =
                code.isOpaque() ? code.getRawSchemeSpecificPart().replaceFirst("^[a-z]+:", "") : code.getRawPath();
        int end = location.indexOf(OWN_FOLDER);
        if (end < 0) {
            throw new RunFailed(
                    "cannot tell where the programs' jars are; set PLUMEWATCH_HOME to the project's folder");
        }
        return new Installation(Path.of(URI.create("file:" + location.substring(0, end))));
    }

    private static URI codeSource() {
        return URI.create(Installation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()
                .replace(" ", "%20"));
    }

    public Path gatewayJar() {
        return existing(home.resolve("gateway/app/target/plumewatch-gateway.jar"));
    }

    public Path enforcementJar() {
        return existing(home.resolve("enforcement-service/target/plumewatch-enforcement.jar"));
    }

    private static Path existing(Path jar) {
        if (!Files.exists(jar)) {
            throw new RunFailed(jar + " is missing; build it with 'mvn package -DskipTests', or set PLUMEWATCH_HOME");
        }
        return jar;
    }
}
