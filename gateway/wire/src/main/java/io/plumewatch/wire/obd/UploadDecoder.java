package io.plumewatch.wire.obd;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the data unit of an upload. Nothing on the wire names the layout: the first one whose grammar consumes the
 * unit exactly is taken, strict readings before those in which a vendor's block takes the rest.
 */
final class UploadDecoder {

    private static final int MIN_LENGTH = ObdTime.LENGTH + 2;

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

    private ObdMessage.@Nullable Upload decode(Vendors vendors, @Nullable ObdProfile filed) {
        var attempts = attempts(vendors);
        if (filed != null) {
            // Stable otherwise. A strict reading in any layout is better than one in which a vendor's block takes the
            // rest.
            attempts.sort(Comparator.comparing(Attempt::vendorTail)
                    .thenComparing(attempt -> !filed.layouts().contains(attempt.layout)));
        }
        for (Attempt attempt : attempts) {
            var grammar = new UploadGrammar(data, attempt.layout, attempt.end, attempt.vendorTail);
            var spans = grammar.blocks();
            if (spans.size() >= attempt.minBlocks) {
                return upload(grammar, spans);
            }
        }
        return null;
    }

    private record Attempt(Layout layout, int end, boolean vendorTail, int minBlocks) {}

    private List<Attempt> attempts(Vendors vendors) {
        var attempts = new ArrayList<Attempt>();
        layoutC(attempts, false);
        for (Layout layout : List.of(Layout.A, Layout.A1, Layout.B, Layout.B_SIGNED)) {
            attempts.add(new Attempt(layout, data.length(), false, 1));
        }
        if (vendors != Vendors.NONE) {
            layoutC(attempts, true);
        }
        if (vendors == Vendors.ANYWHERE) {
            withVendorTail(attempts);
        }
        return attempts;
    }

    /**
     * A vendor's block takes whatever is left, so exact consumption proves nothing. The byte behind the packet's time
     * decides: a type flag in layout A, the high byte of a serial in layout B, and then a block that we know must
     * come first.
     */
    private void withVendorTail(List<Attempt> attempts) {
        int type = data.u8(ObdTime.LENGTH);
        boolean layoutA = type == Diagnostics.TYPE
                || type == BlockType.ENGINE_STREAM.code()
                || type >= BlockType.SUPPLEMENT.code();
        if (layoutA) {
            attempts.add(new Attempt(Layout.A, data.length(), true, 1));
            attempts.add(new Attempt(Layout.A1, data.length(), true, 2));
        } else {
            attempts.add(new Attempt(Layout.B, data.length(), true, 2));
        }
    }

    private void layoutC(List<Attempt> attempts, boolean vendorTail) {
        if (ObdSignature.endsAt(data, data.length()) && data.length() >= MIN_LENGTH + ObdSignature.LENGTH) {
            attempts.add(new Attempt(Layout.C, data.length() - ObdSignature.LENGTH, vendorTail, 1));
        }
        attempts.add(new Attempt(Layout.C, data.length(), vendorTail, 1));
    }

    private ObdMessage.Upload upload(UploadGrammar grammar, List<UploadGrammar.Span> spans) {
        var layout = grammar.layout();
        var time = ObdTime.read(data, 0);
        boolean packetSerial = layout != Layout.A && layout != Layout.A1;
        var blocks = new ArrayList<ObdBlock>();
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
        return type == null ? Diagnostics.read(data, span.bodyAt()) : Measurements.read(type, data, span.bodyAt());
    }

    /** Returns whether the block is one of the 1 Hz samples that a packet carries one after the other. */
    private static boolean isStream(ObdBlock.Content content) {
        return content instanceof Measurements m && m.type().fields().contains(ObdField.SPEED);
    }
}
