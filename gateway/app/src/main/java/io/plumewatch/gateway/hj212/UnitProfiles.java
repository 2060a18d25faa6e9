package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.UnitProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The unit profiles: those in the jar, and those in a directory, which come first. */
public final class UnitProfiles {

    private static final int MOST_BYTES = 1 << 16;

    private final Map<String, UnitProfile> own;

    private UnitProfiles(Map<String, UnitProfile> own) {
        this.own = Map.copyOf(own);
    }

    /**
     * Reads the profiles of a directory.
     *
     * @param directory empty for none
     * @throws IllegalArgumentException naming the file that is none
     */
    public static UnitProfiles in(String directory) {
        var own = new HashMap<String, UnitProfile>();
        if (!directory.isEmpty()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory), "*.json")) {
                for (Path file : files) {
                    UnitProfile profile = read(file);
                    own.put(profile.id(), profile);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the unit profiles in " + directory + " cannot be read", e);
            }
        }
        return new UnitProfiles(own);
    }

    private static UnitProfile read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + " is longer than 64 KiB and so no unit profile");
        }
        try {
            return UnitProfile.parse(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Returns {@code name@version} and digest of each profile. */
    public Map<String, String> digests() {
        var digests = new HashMap<String, String>();
        UnitProfile.shippedIds().forEach(id -> digests.put(id, of(id).digest()));
        own.forEach((id, profile) -> digests.put(id, profile.digest()));
        return digests;
    }

    /** Returns the id of the profile that a station is registered with, or the one of all others. */
    static String id(@Nullable String registered) {
        return registered == null || registered.isBlank() ? UnitProfile.DEFAULT : registered;
    }

    /** Returns a profile; the default for one that this gateway does not have. Readings are made elsewhere, by id. */
    UnitProfile of(@Nullable String registered) {
        String id = id(registered);
        UnitProfile found = own.get(id);
        return found != null ? found : UnitProfile.shipped(id).orElseGet(UnitProfile::byDefault);
    }
}
