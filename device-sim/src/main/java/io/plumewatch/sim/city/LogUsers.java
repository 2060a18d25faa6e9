package io.plumewatch.sim.city;

import io.plumewatch.wire.log.RedisUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The users of a city's Redis: a password each, made at the first start, and the ACL file. */
record LogUsers(CityFolder folder) {

    static LogUsers of(CityFolder folder) {
        return new LogUsers(folder);
    }

    /** Writes the ACL file and returns where it is. */
    Path write() {
        Map<String, String> passwords =
                List.of(RedisUsers.GATEWAY, RedisUsers.SERVICE, RedisUsers.BROKER, RedisUsers.OPERATOR).stream()
                        .collect(Collectors.toMap(Function.identity(), this::password));
        Path file = folder.path().resolve("redis-users.acl");
        try {
            CityFolder.writePrivate(file, RedisUsers.acl(passwords));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Returns the address at which one of them finds Redis. */
    String uri(String user, int port) {
        return "redis://" + user + ":" + password(user) + "@127.0.0.1:" + port;
    }

    private String password(String user) {
        return folder.secret("redis-" + user + ".password");
    }
}
