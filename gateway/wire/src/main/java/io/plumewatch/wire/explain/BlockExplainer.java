package io.plumewatch.wire.explain;

import static io.plumewatch.wire.explain.ObdExplainer.hex;

import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.Position;
import io.plumewatch.wire.obd.Reading;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** Explains the blocks of an upload, one after the other. */
final class BlockExplainer {

    private final Sheet sheet;
    private final Layout layout;

    BlockExplainer(Sheet sheet, Layout layout) {
        this.sheet = sheet;
        this.layout = layout;
    }

    /** Explains the block at the cursor. */
    ObjectNode block(ObdBlock block) {
        var node = Sheet.NODES.objectNode();
        node.put("type", hex(block.type()));
        sheet.row(1, "block", hex(block.type()), "", name(block));
        node.put("serial", block.serial());
        if (block.serial() != null) {
            sheet.row(2, "serial", block.serial().toString());
        }
        node.set("time", Sheet.node(block.time()));
        if (layout == Layout.C) {
            boolean unknown = sheet.next(6).all(0);
            sheet.row(6, "time", Sheet.text(block.time()), "", unknown ? "not sent, the packet's time" : "");
        }
        content(node.putObject("fields"), block.content());
        if (block.signature() != null) {
            node.set("signature", ObdMessageExplainer.signature(sheet, block.signature(), null, null));
        }
        return node;
    }

    private void content(ObjectNode fields, ObdBlock.Content content) {
        if (content instanceof Diagnostics diagnostics) {
            new DiagnosticsExplainer(sheet, fields).explain(diagnostics);
        } else if (content instanceof Measurements measurements) {
            measurements(fields, measurements);
        } else if (content instanceof ObdBlock.Vendor vendor) {
            vendor(fields, vendor);
        }
    }

    private void measurements(ObjectNode fields, Measurements measurements) {
        Position position = measurements.position().orElse(null);
        for (ObdField field : measurements.type().fields()) {
            Reading reading = Objects.requireNonNull(measurements.get(field));
            switch (field) {
                case POSITION_STATE -> {
                    Readings.putPosition(fields, Objects.requireNonNull(position));
                    Readings.positionRows(sheet, position);
                }
                case LONGITUDE, LATITUDE -> {
                    // Written with the position state, which says the hemisphere.
                }
                default -> {
                    fields.set(field.jsonName(), Readings.node(reading, field.length()));
                    Readings.row(sheet, field, reading);
                }
            }
        }
    }

    private void vendor(ObjectNode fields, ObdBlock.Vendor vendor) {
        fields.put("raw", vendor.body().hex());
        if (vendor.lengthPrefixed()) {
            sheet.row(2, "length", Integer.toString(vendor.body().length()), "bytes", "");
        }
        if (vendor.body().length() > 0) {
            sheet.row(vendor.body().length(), "raw", "", "", "a vendor's own, kept as it is");
        }
    }

    private static String name(ObdBlock block) {
        if (block.content() instanceof Diagnostics) {
            return "OBD information";
        }
        return block.content() instanceof Measurements measurements ? name(measurements.type()) : "a vendor's own";
    }

    private static String name(BlockType type) {
        return switch (type) {
            case ENGINE_STREAM -> "data stream";
            case CATALYST_STREAM -> "data stream, three-way catalyst";
            case HYBRID -> "hybrid supplement";
            case CATALYST_NOX_STREAM -> "data stream, three-way catalyst with NOx sensor";
            case SUPPLEMENT -> "supplementary stream";
        };
    }
}
