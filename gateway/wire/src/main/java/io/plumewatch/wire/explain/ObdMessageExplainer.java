package io.plumewatch.wire.explain;

import static io.plumewatch.wire.explain.ObdExplainer.hex;
import static io.plumewatch.wire.explain.ObdExplainer.printable;

import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdSignature;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Position;
import io.plumewatch.wire.obd.Sm2;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Explains the data unit of a frame: the cursor stands at its first byte. */
final class ObdMessageExplainer implements ObdMessage.Cases<Sheet> {

    private static final Map<Integer, String> ACTIVATION_FAILURES =
            Map.of(1, "failed: chip already activated", 2, "failed: VIN wrong", 3, "failed: other");

    private final Sheet sheet;
    private final ObjectNode json;
    private final ObdHeader header;

    ObdMessageExplainer(Sheet sheet, ObdHeader header) {
        this.sheet = sheet;
        this.json = sheet.json();
        this.header = header;
    }

    @Override
    public Sheet login(ObdMessage.Login login) {
        time(login.time());
        serial(login.serial());
        json.put("iccid", login.iccid());
        sheet.row(20, "iccid", printable(login.iccid()));
        return tail(login.tail());
    }

    @Override
    public Sheet logout(ObdMessage.Logout logout) {
        time(logout.time());
        serial(logout.serial());
        return tail(logout.tail());
    }

    @Override
    public Sheet timeSyncRequest(ObdMessage.TimeSyncRequest request) {
        return sheet;
    }

    @Override
    public Sheet timeSyncAnswer(ObdMessage.TimeSyncAnswer answer) {
        time(answer.time());
        return sheet;
    }

    @Override
    public Sheet upload(ObdMessage.Upload upload) {
        if (header.encryption() != ObdHeader.NOT_ENCRYPTED) {
            sheet.warn("ENCRYPTION_CODE", "encryption", "announces a cipher, but the data unit is in the clear");
        }
        json.put("layout", upload.layout().family());
        time(upload.time());
        json.put("serial", upload.serial());
        if (upload.serial() != null) {
            sheet.row(2, "serial", upload.serial().toString());
        }
        var blocks = json.putArray("blocks");
        var explainer = new BlockExplainer(sheet, upload.layout());
        upload.blocks().forEach(block -> blocks.add(explainer.block(block)));
        if (upload.layout() == Layout.B_SIGNED) {
            // Each block carries its own, and no frame of this layout brings a key.
            json.putObject("signature").put("state", Sm2.State.NO_KEY.name());
        } else {
            json.set("signature", signature(sheet, upload.signature(), null, null));
        }
        return sheet;
    }

    @Override
    public Sheet tamperAlarm(ObdMessage.TamperAlarm alarm) {
        time(alarm.time());
        serial(alarm.serial());
        position(alarm.position());
        return tail(alarm.tail());
    }

    @Override
    public Sheet activation(ObdMessage.Activation activation) {
        time(activation.time());
        json.put("chipId", activation.chipId());
        sheet.row(16, "chipId", printable(activation.chipId()));
        json.put("publicKey", activation.publicKey().hex());
        sheet.row(64, "publicKey", "", "", "SM2 point, X then Y");
        json.put("filedVin", activation.vin());
        sheet.row(17, "filedVin", printable(activation.vin()));
        if (!activation.vin().equals(header.vin())) {
            sheet.warn("VIN_DIFFERS", "filedVin", "the header names another vehicle");
        }
        json.set("signature", signature(sheet, activation.signature(), activation.publicKey(), activation.chipId()));
        return sheet;
    }

    @Override
    public Sheet activationAnswer(ObdMessage.ActivationAnswer answer) {
        json.put("status", hex(answer.status()));
        json.put("information", hex(answer.information()));
        boolean failed = answer.status() == 0x02;
        sheet.row(1, "status", hex(answer.status()), "", failed ? "failed" : answer.status() == 1 ? "activated" : "");
        String meaning = failed ? ACTIVATION_FAILURES.getOrDefault(answer.information(), "") : "";
        sheet.row(1, "information", hex(answer.information()), "", meaning);
        return sheet;
    }

    @Override
    public Sheet platformLogin(ObdMessage.PlatformLogin login) {
        time(login.time());
        serial(login.serial());
        json.put("user", login.user());
        sheet.row(12, "user", printable(login.user()));
        json.put("password", Secrets.MASK);
        sheet.row(20, "password", Secrets.MASK);
        json.put("encryptionRule", login.encryptionRule());
        sheet.row(1, "encryptionRule", Integer.toString(login.encryptionRule()));
        return sheet;
    }

    @Override
    public Sheet platformLogout(ObdMessage.PlatformLogout logout) {
        time(logout.time());
        serial(logout.serial());
        return sheet;
    }

    @Override
    public Sheet answer(ObdMessage.Answer answer) {
        time(answer.time());
        return sheet;
    }

    @Override
    public Sheet opaque(ObdMessage.Opaque opaque) {
        String message = switch (opaque.reason()) {
            case VENDOR_COMMAND -> "a vendor's own command, kept as it is";
            case ENCRYPTED -> "encrypted, not decoded";
            case KEY_EXCHANGE -> "a key between platforms, kept as it is";
            case PLATFORM_ANSWER -> "an answer between platforms, kept as it is";
        };
        sheet.warn(opaque.reason().name(), "data", message);
        return data(opaque.data(), message);
    }

    @Override
    public Sheet undecodable(ObdMessage.Undecodable undecodable) {
        sheet.problem(Problem.UNKNOWN_LAYOUT);
        String message = "expected " + undecodable.expected();
        sheet.warn("UNKNOWN_LAYOUT", "data", message);
        return data(undecodable.data(), message);
    }

    private Sheet data(Octets data, String remark) {
        json.put("data", data.hex());
        if (data.length() > 0) {
            sheet.row(data.length(), "data", "", "", remark);
        }
        return sheet;
    }

    private Sheet tail(Octets tail) {
        if (tail.length() > 0) {
            json.put("tail", tail.hex());
            sheet.warn("TAIL", "tail", tail.length() + " bytes behind what the standard describes");
            sheet.row(tail.length(), "tail", "", "", "behind what the standard describes");
        }
        return sheet;
    }

    private void time(@Nullable OffsetDateTime time) {
        json.set("time", Sheet.node(time));
        if (time == null) {
            sheet.warn("TIME_UNKNOWN", "time", "the six bytes are no date");
        }
        sheet.row(6, "time", Sheet.text(time));
    }

    private void serial(int serial) {
        json.put("serial", serial);
        sheet.row(2, "serial", Integer.toString(serial));
    }

    private void position(Position position) {
        Readings.putPosition(json, position);
        Readings.positionRows(sheet, position);
    }

    static ObjectNode signature(
            Sheet sheet, @Nullable ObdSignature signature, @Nullable Octets publicKey, @Nullable String chipId) {
        var verdict = Sm2.verify(signature, publicKey, chipId);
        var node = Sheet.NODES.objectNode();
        node.put("state", verdict.state().name());
        if (signature == null) {
            return node;
        }
        if (verdict.signedAs() != null) {
            node.put("signedAs", verdict.signedAs());
        } else {
            sheet.warn("SIGNATURE_" + verdict.state(), "signature", remark(verdict.state()));
        }
        node.put("r", signature.r().hex());
        node.put("s", signature.s().hex());
        sheet.row(1, "signature length of r", "32");
        sheet.row(32, "signature r", "", "", "SM2, " + verdict.state());
        sheet.row(1, "signature length of s", "32");
        sheet.row(32, "signature s", "");
        return node;
    }

    private static String remark(Sm2.State state) {
        return state == Sm2.State.NO_KEY
                ? "the frame carries no key to check it with"
                : "fits neither the chip's identity nor the default one";
    }
}
