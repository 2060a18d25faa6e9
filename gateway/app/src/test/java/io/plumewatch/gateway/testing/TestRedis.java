package io.plumewatch.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectedToken;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A Redis, what a registry writes into it, and what a service reads out of it. */
public final class TestRedis implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RedisServer server = RedisServer.start();
    private final RedisClient client = RedisClient.create(server.uri());
    private final StatefulRedisConnection<String, byte[]> connection =
            client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));

    public String uri() {
        return server.uri();
    }

    public RedisServer server() {
        return server;
    }

    public RedisCommands<String, byte[]> commands() {
        return connection.sync();
    }

    /** Registers an active device; its secret is {@code secret-} and its number. */
    public void register(String deviceNo, String kind) {
        register(new ProjectedDevice(
                deviceNo, kind, "410800", true, sha256("secret-" + deviceNo), "SITE-1", null, null));
    }

    public void register(ProjectedDevice device) {
        commands().hset(ProjectionKeys.DEVICES, device.deviceNo(), JSON.writeValueAsBytes(device));
        commands()
                .hset(
                        ProjectionKeys.SECRETS,
                        device.secretSha256(),
                        device.deviceNo().getBytes(UTF_8));
        if (device.vin() != null) {
            commands().hset(ProjectionKeys.VINS, device.vin(), device.deviceNo().getBytes(UTF_8));
        }
        if (device.mn() != null) {
            commands().hset(ProjectionKeys.MNS, device.mn(), device.deviceNo().getBytes(UTF_8));
        }
        commands().incr(ProjectionKeys.VERSION);
    }

    /** Gives a person a token with these roles, for every area. */
    public void token(String token, String... roles) {
        var projected = new ProjectedToken("person of " + token, List.of(roles), List.of("410000"));
        commands().hset(ProjectionKeys.TOKENS, sha256(token), JSON.writeValueAsBytes(projected));
        commands().incr(ProjectionKeys.VERSION);
    }

    public List<LogEntry> entries(String stream) {
        return commands().xrange(stream, Range.unbounded()).stream()
                .flatMap(message -> LogEntry.all(message.getBody()).stream())
                .toList();
    }

    public static String sha256(String text) {
        return sha256(text.getBytes(UTF_8));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
