package io.plumewatch.sim.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.plumewatch.sim.device.SecurityChip;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdSignature;
import io.plumewatch.wire.obd.Octets;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Moves the times inside whole frames. Empty when that cannot be done without changing more than times. */
final class FrameTimes {

    /** Time of sending with milliseconds, and every other time to the second. */
    private static final Pattern HJ212_TIME = Pattern.compile("(QN=|Time=)(\\d{14})(\\d{3})?(?=[;,&])");

    private FrameTimes() {}

    /** Moves the times of one or more frames of an air station. */
    static Optional<byte[]> hj212(byte[] bytes, Duration shift) {
        var in = Unpooled.wrappedBuffer(bytes);
        var cutter = new Hj212FrameCutter(Hj212FrameCutter.MAX_SEGMENT);
        var out = new ByteArrayOutputStream();
        while (in.isReadable()) {
            if (!(cutter.next(in) instanceof Hj212Cut.Frame whole)) {
                return Optional.empty();
            }
            Hj212Frame frame = whole.frame();
            if (!Hj212Encoder.frame(frame.segment()).bytes().equals(frame.bytes())) {
                return Optional.empty();
            }
            String moved = HJ212_TIME.matcher(frame.segment().text()).replaceAll(found -> hj212Time(found, shift));
            out.writeBytes(Hj212Encoder.frame(Octets.of(moved.getBytes(ISO_8859_1)))
                    .bytes()
                    .toArray());
        }
        return Optional.of(out.toByteArray());
    }

    private static String hj212Time(MatchResult found, Duration shift) {
        String millis = found.group(3) == null ? "" : found.group(3);
        return Hj212Time.read(found.group(2))
                .map(time -> found.group(1) + Hj212Time.seconds(time.plus(shift)) + millis)
                .orElse(found.group());
    }

    /** Moves the times of one or more frames of an OBD terminal, and signs again what one of the chips had signed. */
    static Optional<byte[]> obd(byte[] bytes, Duration shift, OwnChips chips) {
        var in = Unpooled.wrappedBuffer(bytes);
        var cutter = new ObdFrameCutter();
        var out = new ByteArrayOutputStream();
        while (in.isReadable()) {
            if (!(cutter.next(in) instanceof Cut.Frame whole)) {
                return Optional.empty();
            }
            Optional<byte[]> moved = obd(whole.frame(), shift, chips);
            if (moved.isEmpty()) {
                return moved;
            }
            out.writeBytes(moved.get());
        }
        return Optional.of(out.toByteArray());
    }

    private static Optional<byte[]> obd(ObdFrame frame, Duration shift, OwnChips chips) {
        ObdMessage message = ObdDecoder.decode(frame);
        byte[] original = frame.bytes().toArray();
        try {
            byte[] again = ObdEncoder.encode(frame.header(), message).bytes().toArray();
            return Arrays.equals(original, again)
                    ? moved(message, shift, chips.of(frame.vin()))
                            .map(later -> ObdEncoder.encode(frame.header(), later)
                                    .bytes()
                                    .toArray())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObdMessage> moved(ObdMessage message, Duration shift, Optional<SecurityChip> chip) {
        if (message instanceof ObdMessage.Login login) {
            return Optional.of(
                    new ObdMessage.Login(plus(login.time(), shift), login.serial(), login.iccid(), login.tail()));
        }
        if (message instanceof ObdMessage.Logout logout) {
            return Optional.of(new ObdMessage.Logout(plus(logout.time(), shift), logout.serial(), logout.tail()));
        }
        if (message instanceof ObdMessage.TamperAlarm alarm) {
            return Optional.of(new ObdMessage.TamperAlarm(
                    plus(alarm.time(), shift), alarm.serial(), alarm.position(), alarm.tail()));
        }
        if (message instanceof ObdMessage.TimeSyncRequest) {
            return Optional.of(message);
        }
        if (message instanceof ObdMessage.Activation said) {
            var later = new ObdMessage.Activation(
                    plus(said.time(), shift), said.chipId(), said.publicKey(), said.vin(), null);
            List<ObdSignature> signatures = said.signature() == null ? List.of() : List.of(said.signature());
            return signed(signatures, later, chip.map(own -> own.sign(later)), chip);
        }
        if (message instanceof ObdMessage.Upload upload) {
            ObdMessage.Upload later = moved(upload, shift);
            return signed(signatures(upload), later, chip.map(own -> own.sign(later)), chip);
        }
        return message instanceof ObdMessage.PlatformLogin || message instanceof ObdMessage.PlatformLogout
                ? Optional.of(movedPlatform(message, shift))
                : Optional.empty();
    }

    private static ObdMessage movedPlatform(ObdMessage message, Duration shift) {
        if (message instanceof ObdMessage.PlatformLogin login) {
            return new ObdMessage.PlatformLogin(
                    plus(login.time(), shift), login.serial(), login.user(), login.password(), login.encryptionRule());
        }
        var logout = (ObdMessage.PlatformLogout) message;
        return new ObdMessage.PlatformLogout(plus(logout.time(), shift), logout.serial());
    }

    private static List<ObdSignature> signatures(ObdMessage.Upload upload) {
        return Stream.concat(
                        Stream.ofNullable(upload.signature()),
                        upload.blocks().stream().map(ObdBlock::signature).filter(Objects::nonNull))
                .toList();
    }

    /** A signature covers the times: without the chip that made it a signed packet cannot be moved. */
    private static Optional<ObdMessage> signed(
            List<ObdSignature> before,
            ObdMessage unsigned,
            Optional<? extends ObdMessage> signed,
            Optional<SecurityChip> chip) {
        if (before.isEmpty()) {
            return Optional.of(unsigned);
        }
        boolean own = chip.filter(made -> before.stream().allMatch(made::made)).isPresent();
        return own ? signed.map(message -> message) : Optional.empty();
    }

    private static ObdMessage.Upload moved(ObdMessage.Upload upload, Duration shift) {
        return new ObdMessage.Upload(
                upload.supplementary(),
                upload.layout(),
                plus(upload.time(), shift),
                upload.serial(),
                upload.blocks().stream()
                        .map(block -> new ObdBlock(
                                block.type(), block.serial(), plus(block.time(), shift), block.content(), null))
                        .toList(),
                null);
    }

    private static @Nullable OffsetDateTime plus(@Nullable OffsetDateTime time, Duration shift) {
        return time == null ? null : time.plus(shift);
    }
}
