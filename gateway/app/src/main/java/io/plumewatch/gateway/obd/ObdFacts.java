package io.plumewatch.gateway.obd;

import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdMessage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway must know of a message to handle it.
 *
 * @param measuredAt the earliest time of acquisition in it; null when it carries none
 * @param sentAt the terminal's time of sending, if the message tells it
 * @param replayed whether it comes from the terminal's store
 */
record ObdFacts(
        Use use, @Nullable Instant measuredAt, @Nullable Instant sentAt, boolean replayed) {

    /** What is to be done with a message. */
    enum Use {
        LOGIN,
        LOGOUT,
        /** Goes to the log. */
        READING,
        /** Goes to the log as it is: nobody here can look inside. */
        ENCRYPTED,
        TAMPER,
        TIME_SYNC,
        /** A platform comes or goes. It proves nothing by that, and carries a password: answered, kept nowhere. */
        PLATFORM,
        /** Nothing that a terminal has to tell us. */
        IGNORED,
        UNREADABLE
    }

    static ObdFacts of(ObdMessage message) {
        return message.match(Reader.INSTANCE);
    }

    private static final class Reader implements ObdMessage.Cases<ObdFacts> {

        private static final Reader INSTANCE = new Reader();

        @Override
        public ObdFacts login(ObdMessage.Login login) {
            return live(Use.LOGIN, login.time());
        }

        @Override
        public ObdFacts logout(ObdMessage.Logout logout) {
            return live(Use.LOGOUT, logout.time());
        }

        @Override
        public ObdFacts timeSyncRequest(ObdMessage.TimeSyncRequest request) {
            return new ObdFacts(Use.TIME_SYNC, null, null, false);
        }

        @Override
        public ObdFacts timeSyncAnswer(ObdMessage.TimeSyncAnswer answer) {
            return ignored();
        }

        @Override
        public ObdFacts upload(ObdMessage.Upload upload) {
            Instant acquired = times(upload).min(Instant::compareTo).orElse(instant(upload.time()));
            return switch (upload.layout()) {
                case C -> new ObdFacts(Use.READING, acquired, instant(upload.time()), upload.supplementary());
                // The packet's time is that of its first second, and a live one is sent when its last is over. One from
                // the store does not tell when it was sent.
                case A, A1, B, B_SIGNED ->
                    new ObdFacts(
                            Use.READING,
                            acquired,
                            upload.supplementary()
                                    ? null
                                    : times(upload).max(Instant::compareTo).orElse(instant(upload.time())),
                            upload.supplementary());
            };
        }

        private static Stream<Instant> times(ObdMessage.Upload upload) {
            return upload.blocks().stream()
                    .map(ObdBlock::time)
                    .filter(Objects::nonNull)
                    .map(OffsetDateTime::toInstant);
        }

        @Override
        public ObdFacts tamperAlarm(ObdMessage.TamperAlarm alarm) {
            return live(Use.TAMPER, alarm.time());
        }

        @Override
        public ObdFacts activation(ObdMessage.Activation activation) {
            return live(Use.READING, activation.time());
        }

        @Override
        public ObdFacts activationAnswer(ObdMessage.ActivationAnswer answer) {
            return ignored();
        }

        @Override
        public ObdFacts platformLogin(ObdMessage.PlatformLogin login) {
            return new ObdFacts(Use.PLATFORM, null, null, false);
        }

        @Override
        public ObdFacts platformLogout(ObdMessage.PlatformLogout logout) {
            return new ObdFacts(Use.PLATFORM, null, null, false);
        }

        @Override
        public ObdFacts answer(ObdMessage.Answer answer) {
            return ignored();
        }

        @Override
        public ObdFacts opaque(ObdMessage.Opaque opaque) {
            return switch (opaque.reason()) {
                case VENDOR_COMMAND -> new ObdFacts(Use.READING, null, null, false);
                case ENCRYPTED -> new ObdFacts(Use.ENCRYPTED, null, null, false);
                case KEY_EXCHANGE, PLATFORM_ANSWER -> ignored();
            };
        }

        @Override
        public ObdFacts undecodable(ObdMessage.Undecodable undecodable) {
            return new ObdFacts(Use.UNREADABLE, null, null, false);
        }

        private static ObdFacts ignored() {
            return new ObdFacts(Use.IGNORED, null, null, false);
        }

        private static ObdFacts live(Use use, @Nullable OffsetDateTime time) {
            return new ObdFacts(use, instant(time), instant(time), false);
        }

        private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
            return time == null ? null : time.toInstant();
        }
    }
}
