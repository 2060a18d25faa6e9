package io.plumewatch.enforcement.alerts;

import io.plumewatch.wire.plate.LicensePlate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which plates an uncertain read may really have been: one character taken for a look-alike, and a plate of the standard
 * comes out. O and I, which no serial carries, are so put right where they stand. Seven of ten wrong reads have one wrong
 * character; more would match anybody.
 */
final class PlateCandidates {

    private PlateCandidates() {}

    /**
     * Returns the candidates, never the read itself.
     *
     * @param number normalised, as read
     * @param confusions what each character may really be
     */
    static List<String> of(String number, Map<String, List<String>> confusions) {
        var candidates = new ArrayList<String>();
        for (int i = 0; i < number.length(); i++) {
            for (String other : confusions.getOrDefault(number.substring(i, i + 1), List.of())) {
                String candidate = number.substring(0, i) + other + number.substring(i + 1);
                if (isStandard(candidate)) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    static boolean isStandard(String number) {
        return LicensePlate.tryParse(number)
                .filter(plate -> plate.family().standard())
                .isPresent();
    }
}
