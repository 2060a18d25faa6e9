package io.plumewatch.wire.obd;

import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds whole frames, check byte included. */
public final class ObdEncoder {

    private ObdEncoder() {}

    /** Returns the frame that says {@code message} under this header; the header's command is the caller's choice. */
    public static ObdFrame encode(ObdHeader header, ObdMessage message) {
        return frame(header, message.match(new DataUnits()));
    }

    /** Returns a frame around any data unit of at most 65531 bytes. */
    public static ObdFrame frame(ObdHeader header, byte[] data) {
        if (data.length > ObdFrame.MAX_DATA) {
            throw new IllegalArgumentException("a data unit has at most 65531 bytes, not " + data.length);
        }
        byte[] frame = Arrays.copyOf(header.toBytes(data.length), data.length + ObdFrame.OVERHEAD);
        System.arraycopy(data, 0, frame, ObdHeader.LENGTH, data.length);
        frame[frame.length - 1] = (byte) Octets.owning(frame).xor(2, frame.length - 1);
        return new ObdFrame(Octets.owning(frame));
    }

    /** Answers a time-sync request with the platform's time. */
    public static ObdFrame timeSyncAnswer(ObdFrame request, OffsetDateTime now) {
        return encode(answerHeader(request), new ObdMessage.TimeSyncAnswer(now));
    }

    /** Answers an activation: see {@link ObdMessage.ActivationAnswer} for the codes. */
    public static ObdFrame activationAnswer(ObdFrame request, int status, int information) {
        var header = answerHeader(request);
        return encode(
                header.with(header.start(), ObdCommand.ACTIVATION_ANSWER),
                new ObdMessage.ActivationAnswer(status, information));
    }

    /** Answers anything with its own header and the first six bytes of its data unit, which are its time. */
    public static ObdFrame echo(ObdFrame request) {
        return frame(answerHeader(request), timeOf(request));
    }

    /** Answers another platform: response flag 0x01 success, 0x02 error, 0x03 VIN twice. */
    public static ObdFrame platformAnswer(ObdFrame request, int responseFlag) {
        var header = request.header();
        return frame(
                new ObdHeader(
                        header.start(), header.command(), header.vin(), null, responseFlag, ObdHeader.NOT_ENCRYPTED),
                timeOf(request));
    }

    private static byte[] timeOf(ObdFrame request) {
        var data = request.data();
        return data.slice(0, Math.min(ObdTime.LENGTH, data.length())).toArray();
    }

    /** Returns the body of a block, without a vendor's length in front. */
    static byte[] body(ObdBlock.Content content) {
        var out = new OctetWriter();
        if (content instanceof Diagnostics diagnostics) {
            diagnostics.write(out);
        } else if (content instanceof Measurements measurements) {
            out.put(measurements.body());
        } else if (content instanceof ObdBlock.Vendor vendor) {
            out.put(vendor.body());
        }
        return out.toArray();
    }

    private static ObdHeader answerHeader(ObdFrame request) {
        var header = request.header();
        return new ObdHeader(
                header.start(),
                header.command(),
                header.vin(),
                header.softwareVersion(),
                header.isPlatform() ? (Integer) 0x01 : null,
                ObdHeader.NOT_ENCRYPTED);
    }

    /** Writes the data unit of every message. */
    private static final class DataUnits implements ObdMessage.Cases<byte[]> {

        private final OctetWriter out = new OctetWriter();

        @Override
        public byte[] login(ObdMessage.Login login) {
            return started(login.time(), login.serial())
                    .text(login.iccid(), 20, '0')
                    .put(login.tail())
                    .toArray();
        }

        @Override
        public byte[] logout(ObdMessage.Logout logout) {
            return started(logout.time(), logout.serial()).put(logout.tail()).toArray();
        }

        @Override
        public byte[] timeSyncRequest(ObdMessage.TimeSyncRequest request) {
            return out.toArray();
        }

        @Override
        public byte[] timeSyncAnswer(ObdMessage.TimeSyncAnswer answer) {
            return time(answer.time());
        }

        @Override
        public byte[] upload(ObdMessage.Upload upload) {
            ObdTime.write(out, upload.time());
            Integer serial = upload.serial();
            if (serial != null) {
                out.u16(serial);
            }
            upload.blocks().forEach(block -> block(upload.layout(), block));
            if (upload.signature() != null) {
                upload.signature().write(out);
            }
            return out.toArray();
        }

        private void block(Layout layout, ObdBlock block) {
            out.u8(block.type());
            Integer serial = block.serial();
            if (serial != null) {
                out.u16(serial);
            }
            if (layout == Layout.C) {
                ObdTime.write(out, block.time());
            }
            content(block.content());
            if (block.signature() != null) {
                block.signature().write(out);
            }
        }

        private void content(ObdBlock.Content content) {
            if (content instanceof ObdBlock.Vendor vendor && vendor.lengthPrefixed()) {
                out.u16(vendor.body().length());
            }
            out.put(body(content));
        }

        @Override
        public byte[] tamperAlarm(ObdMessage.TamperAlarm alarm) {
            var position = alarm.position();
            return started(alarm.time(), alarm.serial())
                    .u8(position.state())
                    .unsigned(position.longitude().raw(), 4)
                    .unsigned(position.latitude().raw(), 4)
                    .put(alarm.tail())
                    .toArray();
        }

        @Override
        public byte[] activation(ObdMessage.Activation activation) {
            ObdTime.write(out, activation.time());
            out.text(activation.chipId(), 16, '0').put(activation.publicKey()).text(activation.vin(), 17, '0');
            if (activation.signature() != null) {
                activation.signature().write(out);
            }
            return out.toArray();
        }

        @Override
        public byte[] activationAnswer(ObdMessage.ActivationAnswer answer) {
            return out.u8(answer.status()).u8(answer.information()).toArray();
        }

        @Override
        public byte[] platformLogin(ObdMessage.PlatformLogin login) {
            return started(login.time(), login.serial())
                    .text(login.user(), 12, '\0')
                    .text(login.password(), 20, '\0')
                    .u8(login.encryptionRule())
                    .toArray();
        }

        @Override
        public byte[] platformLogout(ObdMessage.PlatformLogout logout) {
            return started(logout.time(), logout.serial()).toArray();
        }

        @Override
        public byte[] answer(ObdMessage.Answer answer) {
            return time(answer.time());
        }

        @Override
        public byte[] opaque(ObdMessage.Opaque opaque) {
            return opaque.data().toArray();
        }

        @Override
        public byte[] undecodable(ObdMessage.Undecodable undecodable) {
            return undecodable.data().toArray();
        }

        private byte[] time(@Nullable OffsetDateTime time) {
            ObdTime.write(out, time);
            return out.toArray();
        }

        private OctetWriter started(@Nullable OffsetDateTime time, int serial) {
            ObdTime.write(out, time);
            return out.u16(serial);
        }
    }
}
