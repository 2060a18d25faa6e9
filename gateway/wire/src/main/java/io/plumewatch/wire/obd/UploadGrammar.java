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
        int bodyAt = at + 1 + (hasSerial(at) ? 2 : 0) + (layout == Layout.C ? ObdTime.LENGTH : 0);
        if (bodyAt > end || layout == Layout.C && !ObdTime.plausible(data, at + 1)) {
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
        int length = standardLength(type, bodyAt);
        if (length >= 0) {
            push(span(previous, at, bodyAt, length, Body.STANDARD), open);
        }
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
        if (span.next <= end && (layout != Layout.B_SIGNED || ObdSignature.endsAt(data, span.next))) {
            open.push(span);
        }
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
