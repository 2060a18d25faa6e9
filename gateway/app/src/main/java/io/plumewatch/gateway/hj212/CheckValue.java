package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Sm4Content;
import io.plumewatch.wire.hj212.UnitProfile;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whether a frame's check value is right for the station that sent it, and opens content that is encrypted. */
final class CheckValue {

    private final UnitProfiles profiles;
    private final Map<String, String> keys;

    /**
     * Knows who may deviate.
     *
     * @param keys device number → SM4 key, 32 hex digits
     */
    CheckValue(UnitProfiles profiles, Map<String, String> keys) {
        this.profiles = profiles;
        this.keys = keys;
    }

    /**
     * A frame with a right check value.
     *
     * @param payload what the log is to have: the frame as received, or, of an encrypted one, the plain frame
     */
    record Right(Hj212Frame frame, Hj212Message message, UnitProfile profile, byte[] payload) {

        /** A profile that names no more than the standard leaves the cap to the settings, by which frames are cut. */
        boolean tooLong() {
            return frame.segmentLength() > profile.mostSegmentBytes(Integer.MAX_VALUE);
        }
    }

    /** Returns the frame to go on with; empty when its check value is wrong. */
    Optional<Right> right(Received received, ProjectedDevice device) {
        UnitProfile profile = profiles.of(device.profile());
        Hj212Frame frame = received.frame();
        String key = keys.get(device.deviceNo());
        if (frame.intact() || (frame.intactByModbus() && profile.modbusCrc())) {
            return right(byChance(frame, profile.encryption(), key).orElse(received), profile);
        }
        Hj212Frame plain = open(frame, profile.encryption(), key);
        return plain == null ? Optional.empty() : right(Received.of(plain), profile);
    }

    /**
     * Returns what a frame of cipher text says whose check value is right only by chance: there are 256 of them. Opening
     * what is plain may fit by chance as well, so the time of the data must be readable.
     */
    private static Optional<Received> byChance(Hj212Frame frame, Sm4Content.@Nullable Form form, @Nullable String key) {
        Hj212Frame plain = form == Sm4Content.Form.RAW ? open(frame, form, key) : null;
        return Optional.ofNullable(plain).map(Received::of).filter(opened -> {
            Hj212Message message = opened.message();
            return message != null && message.dataTime().isPresent();
        });
    }

    private static Optional<Right> right(Received received, UnitProfile profile) {
        return Optional.ofNullable(received.message())
                .map(message -> new Right(received.frame(), message, profile, received.bytes()));
    }

    private static @Nullable Hj212Frame open(Hj212Frame frame, Sm4Content.@Nullable Form form, @Nullable String key) {
        return form == null || key == null ? null : new Sm4Content(Octets.ofHex(key), form).open(frame);
    }
}
