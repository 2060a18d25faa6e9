package io.plumewatch.enforcement.facts.air;

import io.plumewatch.enforcement.intake.Profiles;
import io.plumewatch.wire.hj212.UnitProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The unit profiles that come with the program, and those in a directory, which come first. */
@Component
class AirProfiles implements Profiles {

    private static final int MOST_BYTES = 1 << 16;

    private final Map<String, UnitProfile> own;

    AirProfiles(AirSettings settings) {
        this.own = read(settings.profiles());
    }

    @Override
    public Map<String, String> digests() {
        Map<String, String> digests = new HashMap<>();
        UnitProfile.shippedIds().forEach(id -> of(id).ifPresent(profile -> digests.put(id, profile.digest())));
        own.forEach((id, profile) -> digests.put(id, profile.digest()));
        return digests;
    }

    /** Finds the profile that an entry names; the default for one that names none. */
    Optional<UnitProfile> of(@Nullable String id) {
        if (id == null) {
            return Optional.of(UnitProfile.byDefault());
        }
        return Optional.ofNullable(own.get(id)).or(() -> UnitProfile.shipped(id));
    }

    /** Says what must be mended so that an entry with this profile can be read. */
    String wanted(@Nullable String id) {
        return "unit profile " + id + " in the directory of plumewatch.air.profiles (PLUMEWATCH_HJ212_PROFILES), as at "
                + "the gateways; then re-inject";
    }

    private static Map<String, UnitProfile> read(String directory) {
        Map<String, UnitProfile> profiles = new HashMap<>();
        if (directory.isEmpty()) {
            return profiles;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory), "*.json")) {
            for (Path file : files) {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IllegalArgumentException(file + " is longer than 64 KiB and so no unit profile");
                }
                UnitProfile profile = UnitProfile.parse(Files.readAllBytes(file));
                profiles.put(profile.id(), profile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the unit profiles in " + directory + " cannot be read", e);
        }
        return profiles;
    }
}
