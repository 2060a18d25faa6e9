package io.plumewatch.gateway.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import io.plumewatch.gateway.intake.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finished tests on their way to the log, on disk: what is kept here survives the end of the process and of the power.
 *
 * <p>One file for each waiting test, which is its payload; and one file for each instrument with the numbers of its latest
 * tests that the log has, so that a last result which an instrument still shows is not taken again. Used by one thread.
 */
final class TestSpool {

    private static final Logger log = LoggerFactory.getLogger(TestSpool.class);

    private static final String WAITING = ".test.json";
    private static final String DONE = ".done";

    /** An instrument shows its last result or a few; older numbers never come again. */
    private static final int NUMBERS = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final Map<String, Set<String>> done = new HashMap<>();

    TestSpool(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns tests that wait, oldest first. A file that cannot be read is left where it is.
     *
     * @param most how many
     * @param except those that are known already
     */
    List<FinishedTest> waiting(int most, Collection<FinishedTest> except) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        Set<Path> known = except.stream().map(this::file).collect(toSet());
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(WAITING) && !known.contains(file))
                    .sorted(Comparator.comparing(TestSpool::modified))
                    .flatMap(file -> read(file).stream())
                    .limit(most)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the log is known to have this test. */
    boolean isDone(FinishedTest test) {
        return numbers(test.deviceNo()).contains(test.testNo());
    }

    /** Keeps a test; when this returns, it is on the disk. */
    void keep(FinishedTest test) throws IOException {
        write(file(test), test.payload());
    }

    /** Notes that the log has a test, and forgets the test itself. */
    void done(FinishedTest test) throws IOException {
        Set<String> numbers = numbers(test.deviceNo());
        numbers.remove(test.testNo());
        numbers.add(test.testNo());
        while (numbers.size() > NUMBERS) {
            numbers.remove(numbers.iterator().next());
        }
        write(
                directory.resolve(test.deviceNo() + DONE),
                String.join("\n", numbers).getBytes(UTF_8));
        Files.deleteIfExists(file(test));
    }

    private Set<String> numbers(String deviceNo) {
        return done.computeIfAbsent(deviceNo, this::readNumbers);
    }

    private Set<String> readNumbers(String deviceNo) {
        Path file = directory.resolve(deviceNo + DONE);
        try {
            return Files.exists(file) ? new LinkedHashSet<>(Files.readAllLines(file, UTF_8)) : new LinkedHashSet<>();
        } catch (IOException e) {
            log.warn("The numbers of logged tests in {} cannot be read: {}", file, e.toString());
            return new LinkedHashSet<>();
        }
    }

    private static Optional<FinishedTest> read(Path file) {
        try {
            byte[] payload = Files.readAllBytes(file);
            JsonNode json = JSON.readTree(payload);
            return Optional.of(new FinishedTest(
                    json.required("instrument").asString(),
                    json.required("testNo").asString(),
                    json.required("model").asString(),
                    OffsetDateTime.parse(json.required("finishedAt").asString()).toInstant(),
                    payload));
        } catch (IOException | JacksonException | DateTimeException e) {
            log.error(
                    "A finished test that waits for the log cannot be read and is left in {}: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private Path file(FinishedTest test) {
        return directory.resolve(test.deviceNo() + "." + hash(test.testNo()) + WAITING);
    }

    private static String hash(String testNo) {
        return Hashes.sha256(testNo.getBytes(UTF_8)).substring(0, 24);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
