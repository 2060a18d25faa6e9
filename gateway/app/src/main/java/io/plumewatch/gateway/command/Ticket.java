package io.plumewatch.gateway.command;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come.
 *
 * @param state {@code QUEUED}, {@code SENT}, {@code RUNNING}, then one of {@code DONE}, {@code NO_DATA}, {@code REFUSED},
 *     {@code FAILED}, {@code TIMED_OUT}, {@code CONNECTION_LOST}
 * @param requestCode how the station answered the request (QnRtn)
 * @param resultCode what came of it (ExeRtn)
 * @param meaning what that says, in words
 * @param packets packets of data that came for it; those of a history are in the log like any other
 * @param values what the station answered with
 */
public record Ticket(
        String id,
        String deviceNo,
        String command,
        Instant askedAt,
        Instant changedAt,
        String state,
        @Nullable Integer requestCode,
        @Nullable Integer resultCode,
        String meaning,
        int packets,
        Map<String, String> values) {}
