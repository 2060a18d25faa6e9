package io.plumewatch.sim.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of our own jars, run by the Java of this process in a session of its own. */
public final class JavaProgram implements Server {

    private final String name;
    private final Path jar;
    private final Path workingFolder;
    private final Path log;
    private final URI health;
    private final List<String> javaOptions;
    private final Map<String, String> environment;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();

    /**
     * Describes a program.
     *
     * @param folder the city's folder; working directory and log are put below it
     * @param health address that answers 200 when the program serves
     */
    public JavaProgram(
            String name, Path jar, Path folder, URI health, List<String> javaOptions, Map<String, String> environment) {
        this.name = name;
        this.jar = jar;
        this.workingFolder = folder.resolve(name);
        this.log = folder.resolve("logs").resolve(name + ".log");
        this.health = health;
        this.javaOptions = List.copyOf(javaOptions);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProcessHandle launch() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; build it with 'mvn package -DskipTests'");
        }
        Files.createDirectories(workingFolder);
        Files.createDirectories(log.toAbsolutePath().getParent());
        var command = new ArrayList<>(List.of("setsid", java(), "-Djava.awt.headless=true"));
        command.addAll(javaOptions);
        command.addAll(new ClassArchive(jar).launch());
        var builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start().toHandle();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public boolean answers() {
        var request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void requestStop(ProcessHandle process) {
        process.destroy();
    }
}
