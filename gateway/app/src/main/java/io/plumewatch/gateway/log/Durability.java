package io.plumewatch.gateway.log;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a Redis keeps what it confirms, as far as it says.
 *
 * @param detail what an operator is to know and to do
 */
public record Durability(State state, String detail) {

    static final Durability UNASKED = new Durability(State.UNKNOWN, "not asked yet");

    private static final Map<String, String> WANTED = wanted();

    /** From good to bad. */
    public enum State {
        DURABLE,
        UNKNOWN,
        NOT_DURABLE
    }

    private static Map<String, String> wanted() {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("appendonly", "yes");
        wanted.put("appendfsync", "always");
        wanted.put("maxmemory-policy", "noeviction");
        return wanted;
    }

    /** Asks for the settings. A Redis that does not tell them is nothing worse than unknown. */
    static Durability ask(
            StatefulRedisConnection<String, byte[]> connection,
            RedisAsyncCommands<String, byte[]> commands,
            Duration patience)
            throws InterruptedException {
        List<RedisFuture<Map<String, String>>> answers =
                WANTED.keySet().stream().map(commands::configGet).toList();
        connection.flushCommands();
        var found = new LinkedHashMap<String, String>();
        try {
            for (RedisFuture<Map<String, String>> answer : answers) {
                found.putAll(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisCommandExecutionException) {
                return unknown(String.valueOf(e.getCause().getMessage()));
            }
            throw new LogUnavailable(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            return unknown("no answer to CONFIG GET within " + patience);
        }
        return of(found);
    }

    static Durability of(Map<String, String> found) {
        if (!found.keySet().containsAll(WANTED.keySet())) {
            return unknown("it told only " + found.keySet());
        }
        var wrong = new ArrayList<String>();
        WANTED.forEach((name, value) -> {
            if (!value.equals(found.get(name))) {
                wrong.add(name + " is " + found.get(name) + " and must be " + value + ": redis-cli CONFIG SET " + name
                        + " " + value);
            }
        });
        return wrong.isEmpty()
                ? new Durability(State.DURABLE, "what it confirms survives a loss of power")
                : new Durability(
                        State.NOT_DURABLE,
                        String.join("; ", wrong) + "; then redis-cli CONFIG REWRITE,"
                                + " or plumewatch.log.require-durable=false to lose readings with it");
    }

    private static Durability unknown(String why) {
        return new Durability(
                State.UNKNOWN,
                "whether it is durable is unknown (" + why + "); it must have " + String.join(", ", settings()));
    }

    private static List<String> settings() {
        return WANTED.entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .toList();
    }

    /** Returns what a metric tells of it: 1, 0, or NaN as long as it is unknown. */
    double told() {
        return switch (state) {
            case DURABLE -> 1;
            case NOT_DURABLE -> 0;
            case UNKNOWN -> Double.NaN;
        };
    }

    Durability worse(Durability other) {
        return other.state.compareTo(state) > 0 ? other : this;
    }
}
