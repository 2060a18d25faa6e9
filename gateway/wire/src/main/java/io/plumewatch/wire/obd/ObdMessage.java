package io.plumewatch.wire.obd;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a frame says. The permitted records are the complete vocabulary. Times are null where the sender does not know
 * them or sent no possible date; {@code tail} holds bytes behind what the standard describes.
 */
public sealed interface ObdMessage {

    /** Calls the case for this message. A new record without a case here does not compile. */
    <R> R match(Cases<R> cases);

    /** One case for every message. */
    interface Cases<R> {
        R login(Login login);

        R logout(Logout logout);

        R timeSyncRequest(TimeSyncRequest request);

        R timeSyncAnswer(TimeSyncAnswer answer);

        R upload(Upload upload);

        R tamperAlarm(TamperAlarm alarm);

        R activation(Activation activation);

        R activationAnswer(ActivationAnswer answer);

        R platformLogin(PlatformLogin login);

        R platformLogout(PlatformLogout logout);

        R answer(Answer answer);

        R opaque(Opaque opaque);

        R undecodable(Undecodable undecodable);
    }

    /** The vehicle reports for duty; the ICCID (20 characters) is its only other identification. */
    record Login(@Nullable OffsetDateTime time, int serial, String iccid, Octets tail) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.login(this);
        }
    }

    /** The vehicle leaves; the serial is that of its login. */
    record Logout(@Nullable OffsetDateTime time, int serial, Octets tail) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.logout(this);
        }
    }

    /** The terminal asks for the time. */
    record TimeSyncRequest() implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timeSyncRequest(this);
        }
    }

    /** The platform's time. */
    record TimeSyncAnswer(@Nullable OffsetDateTime time) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timeSyncAnswer(this);
        }
    }

    /**
     * Information blocks, live or sent again.
     *
     * @param supplementary whether they come from the terminal's store (command 0x03)
     * @param time of the packet: acquisition in layouts A and B, sending in C
     * @param serial of the packet; null in layouts A and A1
     * @param signature over the whole packet; only in layout C
     */
    record Upload(
            boolean supplementary,
            Layout layout,
            @Nullable OffsetDateTime time,
            @Nullable Integer serial,
            List<ObdBlock> blocks,
            @Nullable ObdSignature signature)
            implements ObdMessage {

        public Upload {
            blocks = List.copyOf(blocks);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.upload(this);
        }
    }

    /** The terminal is being taken out. */
    record TamperAlarm(@Nullable OffsetDateTime time, int serial, Position position, Octets tail)
            implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tamperAlarm(this);
        }
    }

    /**
     * A terminal files its security chip.
     *
     * @param chipId 16 characters
     * @param publicKey SM2 point, X then Y, 64 bytes
     * @param vin 17 characters, as in the header or not
     */
    record Activation(
            @Nullable OffsetDateTime time,
            String chipId,
            Octets publicKey,
            String vin,
            @Nullable ObdSignature signature)
            implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.activation(this);
        }
    }

    /** Status 0x01 activated; 0x02 failed, with information 0x01 already activated, 0x02 VIN wrong, 0x03 other. */
    record ActivationAnswer(int status, int information) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.activationAnswer(this);
        }
    }

    /** One platform logs in to another: user 12 and password 20 characters. */
    record PlatformLogin(@Nullable OffsetDateTime time, int serial, String user, String password, int encryptionRule)
            implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.platformLogin(this);
        }

        /** Leaves the credentials out. */
        @Override
        public String toString() {
            return "PlatformLogin[serial " + serial + "]";
        }
    }

    /** One platform leaves another. */
    record PlatformLogout(@Nullable OffsetDateTime time, int serial) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.platformLogout(this);
        }
    }

    /** The receiver's answer to a login, an upload or a logout: only the time of the request. */
    record Answer(@Nullable OffsetDateTime time) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answer(this);
        }
    }

    /** A data unit that is right to keep as it is. */
    record Opaque(Reason reason, Octets data) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.opaque(this);
        }

        /** Why nobody looks inside. */
        public enum Reason {
            VENDOR_COMMAND,
            ENCRYPTED,
            KEY_EXCHANGE,
            PLATFORM_ANSWER
        }
    }

    /** A data unit that should be readable and is not. */
    record Undecodable(String expected, Octets data) implements ObdMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.undecodable(this);
        }
    }
}
