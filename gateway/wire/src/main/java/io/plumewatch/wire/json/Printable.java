package io.plumewatch.wire.json;

import java.util.function.Predicate;

/** Texts that can be shown, logged and stored: no control or format characters, no half surrogate pairs. */
final class Printable {

    private Printable() {}

    static Predicate<String> upTo(int max) {
        return text ->
                !text.isBlank() && text.length() <= max && text.codePoints().allMatch(Printable::printable);
    }

    static String expected(int max) {
        return "1.." + max + " printable characters";
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
