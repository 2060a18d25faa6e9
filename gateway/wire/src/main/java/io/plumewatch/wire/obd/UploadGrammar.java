package io.plumewatch.wire.obd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of one upload under one layout. The layout is right when its blocks end exactly where the data
 * does, so every way through is tried: only the body of type 0x80 has more than one, and no offset is tried twice.
 *
 * @param end where the blocks must end
 * @param vendorTail whether a block of a vendor's type may take all that is left
 */
record UploadGrammar(Octets data, Layout layout, int end, boolean vendorTail) {

    private static final int SUPPLEMENT = BlockType.SUPPLEMENT.code();

    /** Local standards have a smoke block of this type and length. */
    private static final int LOCAL_SMOKE = 0x81;

    private static final int LOCAL_SMOKE_LENGTH = 18;

    /**
     * One block found.
     *
     * @param at index of the type flag
     * @param next index behind the block and, in the signed form of layout B, its signature
     */
    record Span(@Nullable Span previous, int type, int at, int bodyAt, int bodyLength, Body body, int next) {}

    /** How a body is to be read. */
    enum Body {
        STANDARD,
        /** WORD length in front, which is not part of the span's body. */
        VENDOR_WITH_LENGTH,
        /** Known length and unknown content, or all that is left. */
        VENDOR
    }

    /** Returns the blocks in wire order, at least one; empty when this is not the layout. */
    List<Span> blocks() {
        var spans = new ArrayList<Span>();
        int at = firstBlockAt();
        while (at < end) {
            if (mayBeReadInManyWays(data.u8(at))) {
                return search();
            }
            Span span = standard(null, at, bodyAt(at));
            if (span == null) {
                return List.of();
            }
            spans.add(span);
            at = span.next;
        }
        return spans;
    }

    /** The long way, for packets with blocks whose length is a question. */
    private List<Span> search() {
        var seen = new BitSet();
        Deque<Span> open = new ArrayDeque<>();
        pushBlocksAt(firstBlockAt(), null, open);
        while (!open.isEmpty()) {
            Span span = open.pop();
            if (span.next == end) {
                return inWireOrder(span);
            }
            if (!seen.get(span.next)) {
                seen.set(span.next);
                pushBlocksAt(span.next, span, open);
            }
        }
        return List.of();
    }

    private int firstBlockAt() {
        return layout == Layout.A || layout == Layout.A1 ? ObdTime.LENGTH : ObdTime.LENGTH + 2;
    }

    boolean hasSerial(int at) {
        return layout == Layout.A || layout == Layout.A1 && at == firstBlockAt();
    }

    /** Pushes every block that can stand at {@code at}, the most likely last. */
    private void pushBlocksAt(int at, @Nullable Span previous, Deque<Span> open) {
        int bodyAt = bodyAt(at);
        if (!mayBegin(at, bodyAt)) {
            return;
        }
        int type = data.u8(at);
        if (vendorTail && mayBeVendors(type)) {
            push(new Span(previous, type, at, bodyAt, end - bodyAt, Body.VENDOR, end), open);
        }
        if (type == SUPPLEMENT && bodyAt + 2 <= end) {
            int length = data.u16(bodyAt);
            push(span(previous, at, bodyAt + 2, length, Body.VENDOR_WITH_LENGTH), open);
        }
        if (type == LOCAL_SMOKE && localStandard()) {
            push(span(previous, at, bodyAt, LOCAL_SMOKE_LENGTH, Body.VENDOR), open);
        }
        Span standard = standard(previous, at, bodyAt);
        if (standard != null) {
            open.push(standard);
        }
    }

    private int bodyAt(int at) {
        return at + 1 + (hasSerial(at) ? 2 : 0) + (layout == Layout.C ? ObdTime.LENGTH : 0);
    }

    private boolean mayBegin(int at, int bodyAt) {
        return bodyAt <= end && (layout != Layout.C || ObdTime.plausible(data, at + 1));
    }

    /** Returns the block of a length that the standards give it; null if none can stand here. */
    private @Nullable Span standard(@Nullable Span previous, int at, int bodyAt) {
        int length = mayBegin(at, bodyAt) ? standardLength(data.u8(at), bodyAt) : -1;
        if (length < 0) {
            return null;
        }
        Span span = span(previous, at, bodyAt, length, Body.STANDARD);
        return fits(span) ? span : null;
    }

    private boolean mayBeReadInManyWays(int type) {
        return type == SUPPLEMENT || type == LOCAL_SMOKE && localStandard() || vendorTail && mayBeVendors(type);
    }

    /** Returns whether the type is nobody's but a vendor's; reserved ones count where a time confirms the block. */
    private boolean mayBeVendors(int type) {
        return type >= SUPPLEMENT && type <= 0xFE || layout == Layout.C && type > 0x05 && type < SUPPLEMENT;
    }

    private boolean localStandard() {
        return layout == Layout.B || layout == Layout.B_SIGNED;
    }

    private Span span(@Nullable Span previous, int at, int bodyAt, int length, Body body) {
        int signature = layout == Layout.B_SIGNED ? ObdSignature.LENGTH : 0;
        return new Span(previous, data.u8(at), at, bodyAt, length, body, bodyAt + length + signature);
    }

    private void push(Span span, Deque<Span> open) {
        if (fits(span)) {
            open.push(span);
        }
    }

    private boolean fits(Span span) {
        return span.next <= end && (layout != Layout.B_SIGNED || ObdSignature.endsAt(data, span.next));
    }

    private int standardLength(int type, int bodyAt) {
        if (type == Diagnostics.TYPE) {
            return Diagnostics.length(data, bodyAt);
        }
        var known = BlockType.of(type);
        return known == null || !allowed(known) ? -1 : known.length();
    }

    private boolean allowed(BlockType type) {
        boolean gb17691 = layout == Layout.A || layout == Layout.A1;
        return !gb17691 || type == BlockType.ENGINE_STREAM || type == BlockType.SUPPLEMENT;
    }

    private static List<Span> inWireOrder(Span last) {
        var spans = new ArrayList<Span>();
        for (Span span = last; span != null; span = span.previous) {
            spans.add(span);
        }
        Collections.reverse(spans);
        return spans;
    }
}
