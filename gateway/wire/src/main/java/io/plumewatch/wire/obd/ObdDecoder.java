package io.plumewatch.wire.obd;

import static io.plumewatch.wire.obd.ObdMessage.Opaque.Reason;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Says what a frame says. It never throws: what it cannot read is an {@link ObdMessage.Undecodable}. */
public final class ObdDecoder {

    private static final int REQUEST = 0xFE;
    private static final int SERIAL_END = ObdTime.LENGTH + 2;
    private static final int LOGIN = 28;
    private static final int TAMPER_ALARM = 17;
    private static final int ACTIVATION = 103;
    private static final int PLATFORM_LOGIN = 41;

    private final ObdFrame frame;
    private final Octets data;
    private final @Nullable ObdProfile filed;

    private ObdDecoder(ObdFrame frame, @Nullable ObdProfile filed) {
        this.frame = frame;
        this.filed = filed;
        this.data = frame.data();
    }

    /** Decodes a frame whose check byte the caller has already judged. */
    public static ObdMessage decode(ObdFrame frame) {
        return decode(frame, null);
    }

    /**
     * Decodes a frame of a terminal whose profile may be filed: its layout is tried first, and the others when it does
     * not fit.
     */
    public static ObdMessage decode(ObdFrame frame, @Nullable ObdProfile filed) {
        var decoder = new ObdDecoder(frame, filed);
        if (frame.encryption() == ObdHeader.NOT_ENCRYPTED) {
            return decoder.plain();
        }
        // Terminals are known to announce a cipher and send plain text.
        var message = decoder.plain();
        return isCredible(message) ? message : new ObdMessage.Opaque(Reason.ENCRYPTED, decoder.data);
    }

    private ObdMessage plain() {
        if (frame.isPlatform() && frame.responseFlag() != REQUEST) {
            return data.length() == ObdTime.LENGTH
                    ? new ObdMessage.Answer(ObdTime.read(data, 0))
                    : new ObdMessage.Opaque(Reason.PLATFORM_ANSWER, data);
        }
        boolean answer = data.length() == ObdTime.LENGTH;
        return switch (frame.command()) {
            case ObdCommand.LOGIN -> answer ? answer() : login();
            case ObdCommand.REAL_TIME, ObdCommand.SUPPLEMENTARY -> answer ? answer() : upload();
            case ObdCommand.LOGOUT -> answer ? answer() : logout();
            case ObdCommand.TIME_SYNC -> timeSync();
            case ObdCommand.TAMPER_ALARM -> answer ? answer() : tamperAlarm();
            case ObdCommand.ACTIVATION ->
                frame.isPlatform() && data.length() == PLATFORM_LOGIN ? platformLogin() : activation();
            case ObdCommand.ACTIVATION_ANSWER ->
                frame.isPlatform() && data.length() == SERIAL_END
                        ? new ObdMessage.PlatformLogout(time(), serial())
                        : activationAnswer();
            case ObdCommand.KEY_EXCHANGE -> new ObdMessage.Opaque(Reason.KEY_EXCHANGE, data);
            default -> new ObdMessage.Opaque(Reason.VENDOR_COMMAND, data);
        };
    }

    private ObdMessage answer() {
        return new ObdMessage.Answer(time());
    }

    private ObdMessage login() {
        return data.length() < LOGIN
                ? undecodable("a login of 28 bytes")
                : new ObdMessage.Login(
                        time(), serial(), data.slice(SERIAL_END, LOGIN).text(), tail(LOGIN));
    }

    private ObdMessage logout() {
        return data.length() < SERIAL_END
                ? undecodable("a logout of 8 bytes")
                : new ObdMessage.Logout(time(), serial(), tail(SERIAL_END));
    }

    private ObdMessage timeSync() {
        return switch (data.length()) {
            case 0 -> new ObdMessage.TimeSyncRequest();
            case ObdTime.LENGTH -> new ObdMessage.TimeSyncAnswer(time());
            default -> undecodable("a time-sync request of 0 bytes or answer of 6 bytes");
        };
    }

    private ObdMessage tamperAlarm() {
        if (data.length() < TAMPER_ALARM) {
            return undecodable("a tamper alarm of 17 bytes");
        }
        var position = new Position(
                data.u8(SERIAL_END),
                ObdField.LONGITUDE.reading(data.unsigned(9, 4)),
                ObdField.LATITUDE.reading(data.unsigned(13, 4)));
        return new ObdMessage.TamperAlarm(time(), serial(), position, tail(TAMPER_ALARM));
    }

    private ObdMessage activation() {
        boolean signed = data.length() == ACTIVATION + ObdSignature.LENGTH && ObdSignature.endsAt(data, data.length());
        if (!signed && data.length() != ACTIVATION) {
            return undecodable("an activation of 103 bytes and a signature of 66 bytes");
        }
        return new ObdMessage.Activation(
                time(),
                data.slice(6, 22).text(),
                data.slice(22, 86),
                data.slice(86, ACTIVATION).text(),
                signed ? ObdSignature.read(data, 0, data.length()) : null);
    }

    private ObdMessage activationAnswer() {
        return data.length() == 2
                ? new ObdMessage.ActivationAnswer(data.u8(0), data.u8(1))
                : undecodable("an activation answer of 2 bytes");
    }

    private ObdMessage platformLogin() {
        return new ObdMessage.PlatformLogin(
                time(), serial(), data.slice(8, 20).text(), data.slice(20, 40).text(), data.u8(40));
    }

    private ObdMessage upload() {
        boolean supplementary = frame.command() == ObdCommand.SUPPLEMENTARY;
        var upload = UploadDecoder.decode(data, supplementary, vendors(), filed);
        return upload != null ? upload : undecodable("blocks in layout A, A1, B or C that fill the data unit exactly");
    }

    private UploadDecoder.Vendors vendors() {
        if (frame.encryption() != ObdHeader.NOT_ENCRYPTED) {
            return UploadDecoder.Vendors.NONE;
        }
        return frame.isPlatform() ? UploadDecoder.Vendors.WITH_TIME : UploadDecoder.Vendors.ANYWHERE;
    }

    private @Nullable OffsetDateTime time() {
        return ObdTime.read(data, 0);
    }

    private int serial() {
        return data.u16(ObdTime.LENGTH);
    }

    private Octets tail(int from) {
        return data.slice(from, data.length());
    }

    private ObdMessage undecodable(String expected) {
        return new ObdMessage.Undecodable(expected, data);
    }

    /** Returns whether this can hardly come from reading cipher text: an exact layout, or a date and the exact length. */
    private static boolean isCredible(ObdMessage message) {
        if (message instanceof ObdMessage.Login login) {
            return login.time() != null
                    && login.tail().length() == 0
                    && login.iccid().chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
        }
        if (message instanceof ObdMessage.Logout logout) {
            return logout.time() != null && logout.tail().length() == 0;
        }
        if (message instanceof ObdMessage.TamperAlarm alarm) {
            return alarm.time() != null && alarm.tail().length() == 0;
        }
        if (message instanceof ObdMessage.Activation activation) {
            return activation.time() != null;
        }
        return !(message instanceof ObdMessage.Undecodable);
    }
}
