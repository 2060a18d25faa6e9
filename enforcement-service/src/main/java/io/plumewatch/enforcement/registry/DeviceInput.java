package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Secrets;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Sm2;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device as a request has it.
 *
 * @param passwordSha256 digest of the password that an air station sends with every HJ 212 message; null = unchanged
 */
record DeviceInput(Device device, @Nullable String passwordSha256) {

    private static final Pattern DEVICE_NO = Pattern.compile("[A-Za-z0-9-]{4,18}");
    private static final Pattern ICCID = Pattern.compile("[0-9A-Fa-f]{19,20}");
    private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9._@-]{1,40}");

    /** What ends a field or a value in HJ 212 can stand in neither. */
    private static final Pattern MN = Pattern.compile("[!-~&&[^;=&]]{1,24}");

    private static final Pattern PASSWORD = Pattern.compile("[!-~&&[^;=&]]{6}");

    /** A point without compression begins with 04 in most exports. */
    private static final Pattern SM2_POINT = Pattern.compile("(?:04)?[0-9A-Fa-f]{128}");

    private static final int SM2_DIGITS = 128;
    private static final int LONGEST_PUBLIC_KEY = 2000;

    String deviceNo() {
        return device.deviceNo();
    }

    static DeviceInput read(Fields fields) {
        LocalDate verifiedFrom = fields.optionalDate("verifiedFrom");
        LocalDate verifiedUntil = fields.optionalDate("verifiedUntil");
        if (verifiedFrom != null && verifiedUntil != null && verifiedUntil.isBefore(verifiedFrom)) {
            fields.wrong("verifiedUntil", "must not be before verifiedFrom");
        }
        String deviceNo = fields.text("deviceNo", DEVICE_NO, "4..18 letters, digits or hyphens");
        Device.Kind kind = fields.choice("kind", Device.Kind.class);
        var device = new Device(
                deviceNo,
                kind,
                fields.areaCode("areaCode"),
                Inputs.optionalKey(fields, "siteId"),
                Inputs.vin(fields),
                upper(fields.optionalText("iccid", ICCID, "an ICCID of 19 or 20 digits")),
                fields.optionalText("certificateNo", Inputs.LONGEST_NAME),
                verifiedFrom,
                verifiedUntil,
                publicKey(fields, kind),
                fields.optionalText("profile", PROFILE, "'name' or 'name@version' of 1..40 characters"),
                ofAirStation(fields, kind, "mn", MN, "1..24 printable characters without ; = & and blanks"),
                fields.optionalChoice("state", Device.State.class).orElse(Device.State.ACTIVE));
        return new DeviceInput(device, passwordSha256(fields, device));
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String passwordSha256(Fields fields, Device device) {
        String password = ofAirStation(
                fields, device.kind(), "password", PASSWORD, "6 printable characters without ; = & and blanks");
        return password == null ? null : Secrets.sha256(device.stationMn() + ":" + password);
    }

    private static @Nullable String ofAirStation(
            Fields fields, Device.Kind kind, String name, Pattern pattern, String expected) {
        String text = fields.optionalText(name, pattern, expected);
        if (text != null && kind != Device.Kind.AIR_STATION) {
            fields.wrong(name, "is for an AIR_STATION only");
        }
        return text;
    }

    private static @Nullable String publicKey(Fields fields, Device.Kind kind) {
        if (kind != Device.Kind.OBD_TERMINAL) {
            return fields.optionalText("publicKey", LONGEST_PUBLIC_KEY);
        }
        String key = fields.optionalText("publicKey", SM2_POINT, "128 hex digits, X then Y of an SM2 point");
        if (key == null || !SM2_POINT.matcher(key).matches()) {
            return key;
        }
        String point = key.substring(key.length() - SM2_DIGITS);
        if (!Sm2.isPublicKey(Octets.ofHex(point))) {
            fields.wrong("publicKey", "must be a point of the curve sm2p256v1");
        }
        return point;
    }
}
