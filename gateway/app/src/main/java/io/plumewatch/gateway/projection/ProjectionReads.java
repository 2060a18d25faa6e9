package io.plumewatch.gateway.projection;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.plumewatch.gateway.redis.RedisLink;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of the projection's hashes. While one question is under way the next ones gather, and go together: after a
 * power cut twenty thousand devices cost some hundred commands instead of a hundred thousand.
 *
 * <p>Whoever asks for what is asked for already, but not yet sent, shares its answer. What is under way is never shared:
 * the registry may have changed since.
 */
final class ProjectionReads {

    private static final int TOGETHER = 500;
    private static final int MOST_WAITING = 200_000;
    private static final long PATIENCE_SECONDS = 2;

    private final RedisLink link;
    private final Map<Field, CompletableFuture<Read>> waiting = new LinkedHashMap<>();
    private boolean asking;

    ProjectionReads(RedisLink link) {
        this.link = link;
    }

    /**
     * The value of a field, and the version of the projection before and after it was read.
     *
     * @param value null where there is none
     */
    record Read(byte @Nullable [] value, byte @Nullable [] before, byte @Nullable [] after) {}

    private record Field(String hash, String name) {}

    /** Fails when Redis cannot be asked, or does not answer in time. */
    CompletableFuture<Read> read(String hash, String field) {
        CompletableFuture<Read> answer;
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING) {
                return CompletableFuture.failedFuture(new RedisException("too many wait for the projection"));
            }
            answer = waiting.computeIfAbsent(new Field(hash, field), unused -> new CompletableFuture<>());
            if (asking) {
                return answer;
            }
            asking = true;
        }
        ask();
        return answer;
    }

    private void ask() {
        Map<Field, CompletableFuture<Read>> batch = next();
        while (!batch.isEmpty()) {
            CompletableFuture<Void> asked = ask(batch);
            if (!asked.isDone()) {
                var unused = asked.whenComplete((done, failure) -> ask());
                return;
            }
            batch = next();
        }
    }

    private synchronized Map<Field, CompletableFuture<Read>> next() {
        var batch = new HashMap<Field, CompletableFuture<Read>>();
        var entries = waiting.entrySet().iterator();
        while (entries.hasNext() && batch.size() < TOGETHER) {
            var entry = entries.next();
            batch.put(entry.getKey(), entry.getValue());
            entries.remove();
        }
        asking = !batch.isEmpty();
        return batch;
    }

    /** Never fails: a failure is the answer to those who asked. */
    private CompletableFuture<Void> ask(Map<Field, CompletableFuture<Read>> batch) {
        try {
            RedisAsyncCommands<String, byte[]> commands = link.current().async();
            CompletableFuture<byte @Nullable []> before = version(commands);
            Map<Field, byte[]> found = new HashMap<>();
            List<CompletableFuture<?>> questions = new ArrayList<>();
            byHash(batch)
                    .forEach((hash, names) -> questions.add(commands.hmget(hash, names.toArray(String[]::new))
                            .toCompletableFuture()
                            .thenAccept(values -> values.forEach(value -> put(found, hash, value)))));
            CompletableFuture<byte @Nullable []> after = version(commands);
            questions.add(before);
            questions.add(after);
            return CompletableFuture.allOf(questions.toArray(CompletableFuture[]::new))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .thenRun(() -> batch.forEach((field, answer) ->
                            answer.complete(new Read(found.get(field), before.join(), after.join()))))
                    .exceptionally(failure -> fail(batch, failure));
        } catch (RedisException e) {
            return CompletableFuture.completedFuture(fail(batch, e));
        }
    }

    private static CompletableFuture<byte @Nullable []> version(RedisAsyncCommands<String, byte[]> commands) {
        return commands.get(ProjectionKeys.VERSION).toCompletableFuture();
    }

    private static Map<String, List<String>> byHash(Map<Field, CompletableFuture<Read>> batch) {
        var names = new HashMap<String, List<String>>();
        batch.keySet()
                .forEach(field -> names.computeIfAbsent(field.hash, unused -> new ArrayList<>())
                        .add(field.name));
        return names;
    }

    private static void put(Map<Field, byte[]> found, String hash, KeyValue<String, byte[]> value) {
        if (value.hasValue()) {
            synchronized (found) {
                found.put(new Field(hash, value.getKey()), value.getValue());
            }
        }
    }

    private static @Nullable Void fail(Map<Field, CompletableFuture<Read>> batch, Throwable failure) {
        batch.values().forEach(answer -> answer.completeExceptionally(failure));
        return null;
    }
}
