package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who may do what in the Redis of the log, as its ACL file (Redis 7).
 *
 * <p>A gateway appends, beats and reads the projection; it can neither remove nor change what stands in the log, nor
 * enrol anybody. The service reads and trims the log and writes the projection; it cannot append. A broker reads the
 * projection. The user {@code watch} may ask whether somebody is there, with any password. Nobody can be the default
 * user, yet it may do everything: Redis reads its own append-only file in that user's name at a start, and would leave out
 * what it may not do.
 */
public final class RedisUsers {

    public static final String GATEWAY = "gateway";
    public static final String SERVICE = "service";
    public static final String BROKER = "broker";

    /** May do everything: for people, never for a program of ours. */
    public static final String OPERATOR = "operator";

    private static final List<String> ALL = List.of(GATEWAY, SERVICE, BROKER, OPERATOR);

    private RedisUsers() {}

    /**
     * Returns the content of an ACL file; passwords stand in it as SHA-256 only.
     *
     * @param passwords user → password, for all four users
     * @throws IllegalArgumentException naming a user without password
     */
    public static String acl(Map<String, String> passwords) {
        String acl = template();
        for (String user : ALL) {
            String password = passwords.getOrDefault(user, "");
            if (password.isEmpty()) {
                throw new IllegalArgumentException("the Redis user " + user + " needs a password");
            }
            acl = acl.replace("${" + user + "}", sha256(password));
        }
        return acl;
    }

    private static String template() {
        try (InputStream in =
                Objects.requireNonNull(RedisUsers.class.getResourceAsStream("redis-users.acl"), "redis-users.acl")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
