package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Fields;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Reads a device from JSON. */
final class DeviceInput {

    private static final Pattern DEVICE_NO = Pattern.compile("[A-Za-z0-9-]{4,18}");
    private static final Pattern ICCID = Pattern.compile("[0-9A-Fa-f]{19,20}");
    private static final int LONGEST_PUBLIC_KEY = 2000;

    private DeviceInput() {}

    static Device read(Fields fields) {
        LocalDate verifiedFrom = fields.optionalDate("verifiedFrom");
        LocalDate verifiedUntil = fields.optionalDate("verifiedUntil");
        if (verifiedFrom != null && verifiedUntil != null && verifiedUntil.isBefore(verifiedFrom)) {
            fields.wrong("verifiedUntil", "must not be before verifiedFrom");
        }
        return new Device(
                fields.text("deviceNo", DEVICE_NO, "4..18 letters, digits or hyphens"),
                fields.choice("kind", Device.Kind.class),
                fields.areaCode("areaCode"),
                Inputs.optionalKey(fields, "siteId"),
                Inputs.vin(fields),
                fields.optionalText("iccid", ICCID, "an ICCID of 19 or 20 digits"),
                fields.optionalText("certificateNo", Inputs.LONGEST_NAME),
                verifiedFrom,
                verifiedUntil,
                fields.optionalText("publicKey", LONGEST_PUBLIC_KEY),
                fields.optionalChoice("state", Device.State.class).orElse(Device.State.ACTIVE));
    }
}
