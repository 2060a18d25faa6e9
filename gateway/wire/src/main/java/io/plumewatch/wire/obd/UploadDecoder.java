package io.plumewatch.wire.obd;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the data unit of an upload. Nothing on the wire names the layout: the first one whose grammar consumes the
 * unit exactly is taken, strict readings before those in which a vendor's block takes the rest.
 */
final class UploadDecoder {

    private static final int MIN_LENGTH = ObdTime.LENGTH + 2;
    private static final List<Layout> ANY = List.of(Layout.C, Layout.A, Layout.A1, Layout.B, Layout.B_SIGNED);
    private static final Map<ObdProfile, List<Layout>> FILED_FIRST = filedFirst();

    private final Octets data;
    private final boolean supplementary;

    private UploadDecoder(Octets data, boolean supplementary) {
        this.data = data;
        this.supplementary = supplementary;
    }

    /** How far a vendor's own blocks are believed. */
    enum Vendors {
        /** Not at all: the body may be cipher text. */
        NONE,
        /** Only in layout C, whose block times make a chance match unlikely. */
        WITH_TIME,
        ANYWHERE
    }

    /** Returns null when no layout fits. */
    static ObdMessage.@Nullable Upload decode(
            Octets data, boolean supplementary, Vendors vendors, @Nullable ObdProfile filed) {
        return data.length() < MIN_LENGTH ? null : new UploadDecoder(data, supplementary).decode(vendors, filed);
    }

    /** A strict reading in any layout is better than one in which a vendor's block takes the rest. */
    private ObdMessage.@Nullable Upload decode(Vendors vendors, @Nullable ObdProfile filed) {
        List<Layout> layouts = filed == null ? ANY : Objects.requireNonNull(FILED_FIRST.get(filed));
        for (Layout layout : layouts) {
            var upload = read(layout, false, 1);
            if (upload != null) {
                return upload;
            }
        }
        for (Layout layout : layouts) {
            var upload = mayEndInVendors(layout, vendors) ? read(layout, true, leastBlocks(layout)) : null;
            if (upload != null) {
                return upload;
            }
        }
        return null;
    }

    /**
     * A vendor's block takes whatever is left, so exact consumption proves nothing. The byte behind the packet's time
     * decides: a type flag in layout A, the high byte of a serial in layout B.
     */
    private boolean mayEndInVendors(Layout layout, Vendors vendors) {
        if (layout == Layout.C) {
            return vendors != Vendors.NONE;
        }
        if (vendors != Vendors.ANYWHERE || layout == Layout.B_SIGNED) {
            return false;
        }
        int type = data.u8(ObdTime.LENGTH);
        boolean layoutA = type == Diagnostics.TYPE
                || type == BlockType.ENGINE_STREAM.code()
                || type >= BlockType.SUPPLEMENT.code();
        return layoutA == (layout != Layout.B);
    }

    /** Where only the first block tells the layout, one that we know must come before a vendor's. */
    private static int leastBlocks(Layout layout) {
        return layout == Layout.A1 || layout == Layout.B ? 2 : 1;
    }

    private ObdMessage.@Nullable Upload read(Layout layout, boolean vendorTail, int leastBlocks) {
        int end = data.length();
        if (layout == Layout.C && end >= MIN_LENGTH + ObdSignature.LENGTH && ObdSignature.endsAt(data, end)) {
            var signed = read(new UploadGrammar(data, layout, end - ObdSignature.LENGTH, vendorTail), leastBlocks);
            if (signed != null) {
                return signed;
            }
        }
        return read(new UploadGrammar(data, layout, end, vendorTail), leastBlocks);
    }

    private ObdMessage.@Nullable Upload read(UploadGrammar grammar, int leastBlocks) {
        var spans = grammar.blocks();
        return spans.size() >= leastBlocks ? upload(grammar, spans) : null;
    }

    private ObdMessage.Upload upload(UploadGrammar grammar, List<UploadGrammar.Span> spans) {
        var layout = grammar.layout();
        var time = ObdTime.read(data, 0);
        boolean packetSerial = layout != Layout.A && layout != Layout.A1;
        var blocks = new ArrayList<ObdBlock>(spans.size());
        int seconds = 0;
        for (var span : spans) {
            var content = content(span);
            boolean stream = isStream(content);
            blocks.add(block(grammar, span, content, stream && time != null ? time.plusSeconds(seconds) : null));
            seconds += stream ? 1 : 0;
        }
        return new ObdMessage.Upload(
                supplementary,
                layout,
                time,
                packetSerial ? data.u16(ObdTime.LENGTH) : null,
                blocks,
                grammar.end() < data.length() ? ObdSignature.read(data, 0, data.length()) : null);
    }

    private ObdBlock block(
            UploadGrammar grammar,
            UploadGrammar.Span span,
            ObdBlock.Content content,
            @Nullable OffsetDateTime countedTime) {
        return new ObdBlock(
                span.type(),
                grammar.hasSerial(span.at()) ? data.u16(span.at() + 1) : null,
                grammar.layout() == Layout.C ? ownTime(span) : countedTime,
                content,
                grammar.layout() == Layout.B_SIGNED ? ObdSignature.read(data, span.at(), span.next()) : null);
    }

    /** Returns the block's own time; the packet's where terminals send zeros or no date. */
    private @Nullable OffsetDateTime ownTime(UploadGrammar.Span span) {
        var time = ObdTime.read(data, span.at() + 1);
        return time != null ? time : ObdTime.read(data, 0);
    }

    private ObdBlock.Content content(UploadGrammar.Span span) {
        var type = BlockType.of(span.type());
        if (span.body() != UploadGrammar.Body.STANDARD) {
            var body = data.slice(span.bodyAt(), span.bodyAt() + span.bodyLength());
            return new ObdBlock.Vendor(body, span.body() == UploadGrammar.Body.VENDOR_WITH_LENGTH);
        }
        return type == null
                ? Diagnostics.read(data, span.bodyAt())
                : new Measurements(type, data.slice(span.bodyAt(), span.bodyAt() + type.length()));
    }

    /** Returns whether the block is one of the 1 Hz samples that a packet carries one after the other. */
    private static boolean isStream(ObdBlock.Content content) {
        return content instanceof Measurements m && m.type().has(ObdField.SPEED);
    }

    private static Map<ObdProfile, List<Layout>> filedFirst() {
        var orders = new EnumMap<ObdProfile, List<Layout>>(ObdProfile.class);
        for (ObdProfile profile : ObdProfile.values()) {
            var order = new ArrayList<>(ANY);
            order.sort(Comparator.comparing(layout -> !profile.layouts().contains(layout)));
            orders.put(profile, List.copyOf(order));
        }
        return orders;
    }
}
