package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list; {@code next} is null at the end. */
record Page<T>(List<T> items, @Nullable String next) {

    private static final int LARGEST = 1000;

    /** Cuts a page from objects of which one more was read than was asked for. */
    static <T> Page<T> of(List<T> objects, Request request, Function<T, String> key) {
        if (objects.size() <= request.limit()) {
            return new Page<>(objects, null);
        }
        List<T> items = List.copyOf(objects.subList(0, request.limit()));
        String last = key.apply(items.get(items.size() - 1));
        return new Page<>(
                items, Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    /** Shows the items as something else. */
    <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }

    /**
     * Which page.
     *
     * @param after key of the last object of the page before; empty = the first page
     */
    record Request(String after, int limit) {

        static Request of(@Nullable String cursor, int limit) {
            if (limit < 1 || limit > LARGEST) {
                throw Refusal.badRequest("INVALID_INPUT", "limit", "must be 1.." + LARGEST);
            }
            try {
                byte[] key = Base64.getUrlDecoder().decode(cursor == null ? "" : cursor);
                return new Request(new String(key, StandardCharsets.UTF_8), limit);
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest("INVALID_CURSOR", "after", "must be the 'next' of a page, or absent");
            }
        }
    }
}
