package io.plumewatch.wire.explain;

import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212Part;
import java.nio.charset.StandardCharsets;

/** The bytes of an HJ 212 frame, row by row. */
final class Hj212Rows {

    private static final int CRC_LENGTH = 4;

    private final Sheet sheet;
    private final Hj212Frame frame;

    Hj212Rows(Sheet sheet, Hj212Frame frame) {
        this.sheet = sheet;
        this.frame = frame;
    }

    /** Writes the rows; encrypted content is one. */
    void write(boolean sealed) {
        sheet.row(2, "start", "##");
        sheet.row(frame.segmentAt() - 2, "length", Integer.toString(frame.declaredLength()), "bytes", lengthRemark());
        int content = 0;
        for (Hj212Part part : Hj212Part.of(frame)) {
            if (sealed && part.kind() == Hj212Part.Kind.ITEM) {
                content += part.length();
                continue;
            }
            if (content > 0) {
                sheet.row(content, "content", "", "", "encrypted");
                content = 0;
            }
            part(part);
        }
        sheet.row(CRC_LENGTH, "check value", frame.crcSent(), "", crcRemark());
        sheet.rest(Math.min(sheet.length(), frame.bytes().length()), "end", "CR LF");
    }

    private void part(Hj212Part part) {
        switch (part.kind()) {
            case HEADER -> header(part);
            case ITEM -> item(part);
            case OPENING -> sheet.row(part.length(), "CP", part.text(), "", "opens the data area");
            case CLOSING -> sheet.row(part.length(), "end of CP", part.text(), "", "closes the data area");
            case OTHER -> sheet.row(part.length(), "surplus", "", "", "behind the data area");
        }
    }

    private void header(Hj212Part part) {
        var item = item(part.text());
        String remark = Hj212Meaning.header(item.key(), item.value());
        sheet.row(part.length(), printable(item.key()), shown(item), "", remark);
    }

    private void item(Hj212Part part) {
        var item = item(part.text());
        sheet.row(
                part.length(), printable(item.key()), shown(item), Hj212Meaning.unit(item), Hj212Meaning.remark(item));
    }

    private static String shown(CpItem item) {
        return item.secret() ? Secrets.MASK : printable(item.value());
    }

    private static CpItem item(String text) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        return CpItem.of(
                key.strip(), equals < 0 ? "" : text.substring(equals + 1).strip());
    }

    /** Reads UTF-8; what is none, as control characters are not either, is not shown. */
    private static String printable(String octets) {
        String text = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.chars().allMatch(c -> c >= 0x20 && c != 0x7F && c != 0xFFFD) ? text : "";
    }

    private String lengthRemark() {
        return switch (frame.lengthRule()) {
            case EXACT -> "of the segment";
            case PLUS6 -> "of the segment, check value and CR LF";
            case MISMATCH -> "WRONG, the segment has " + frame.segmentLength();
        };
    }

    private String crcRemark() {
        return switch (frame.crcKind()) {
            case HJ212 -> "right";
            case MODBUS_SWAPPED -> "WRONG, the CRC of Modbus; asked for is " + frame.crcComputed();
            case WRONG -> "WRONG, the segment as sent asks for " + frame.crcComputed();
        };
    }
}
