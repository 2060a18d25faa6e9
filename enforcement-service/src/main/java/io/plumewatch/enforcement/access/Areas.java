package io.plumewatch.enforcement.access;

import java.util.List;
import java.util.Set;

/**
 * The administrative areas that a caller may see, as GB/T 2260 codes.
 *
 * <p>A code that ends in 00 covers its districts, one that ends in 0000 its cities too; {@code 000000} is the whole
 * country.
 */
public record Areas(Set<String> codes) {

    /** The code that covers every area. */
    public static final String WHOLE_COUNTRY = "000000";

    /** Everything: for our own work on behalf of nobody, never for a caller. */
    public static final Areas EVERYWHERE = new Areas(Set.of(WHOLE_COUNTRY));

    public Areas {
        codes = Set.copyOf(codes);
    }

    /** Returns whether something in the given area may be seen. */
    public boolean cover(String areaCode) {
        return codes.stream().anyMatch(code -> areaCode.startsWith(prefix(code)));
    }

    /** Returns SQL {@code like} patterns, one a code, for queries that filter by area. */
    public List<String> patterns() {
        return codes.stream().map(code -> prefix(code) + "%").sorted().toList();
    }

    private static String prefix(String code) {
        if (code.equals(WHOLE_COUNTRY)) {
            return "";
        }
        if (code.endsWith("0000")) {
            return code.substring(0, 2);
        }
        return code.endsWith("00") ? code.substring(0, 4) : code;
    }
}
