package io.plumewatch.wire.national;

import io.plumewatch.wire.rs.Plausibility;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the codes of one maker's records mean.
 *
 * @param name lower-case letters, digits and hyphens
 * @param version from 1
 * @param aliases fields that the maker calls otherwise: its name → the national one
 * @param absent texts that mean "nothing" in any field
 * @param absentIn texts that mean "nothing" in single fields
 * @param timeFormats forms of a time, tried in this order
 * @param zone offset of times that state none
 * @param lists the code lists
 * @param pictureRoles what each picture shows, by field
 * @param confidencePart what SBZXD is multiplied by to be a part of 1
 * @param writing whether the maker rounds its numbers or cuts them off
 * @param digest of the file, see {@link io.plumewatch.wire.log.ProfileNotice}
 */
public record CodeMap(
        String name,
        int version,
        Map<String, String> aliases,
        Set<String> absent,
        Map<String, Set<String>> absentIn,
        List<DateTimeFormatter> timeFormats,
        ZoneOffset zone,
        Map<CodeMap.Codes, CodeMap.CodeList> lists,
        Map<String, String> pictureRoles,
        double confidencePart,
        Plausibility.Writing writing,
        String digest) {

    /** What a unit has whose registration names no map. */
    public static final String DEFAULT = "national@2";

    public CodeMap {
        aliases = Map.copyOf(aliases);
        absent = Set.copyOf(absent);
        absentIn = Map.copyOf(absentIn);
        timeFormats = List.copyOf(timeFormats);
        lists = Map.copyOf(lists);
        pictureRoles = Map.copyOf(pictureRoles);
    }

    /** The lists that a map has. */
    public enum Codes {
        PLATE_COLORS,
        PLATE_TYPES,
        BODY_COLORS,
        FUELS,
        VERDICTS,
        OUTCOMES,
        DIRECTIONS,
        WIND_DIRECTIONS,
        GAS_CLASSES
    }

    /** How well a list is known. */
    public enum Confidence {
        /** Stands in a published standard. */
        HIGH,
        /** Agrees in several independent sources. */
        MEDIUM,
        /** One source, or less. */
        GUESS
    }

    /**
     * The codes of one list.
     *
     * @param values code → what it stands for
     * @param guesses codes of the list that are less sure than the rest
     */
    public record CodeList(Confidence confidence, Map<String, String> values, Set<String> guesses) {

        static final CodeList NONE = new CodeList(Confidence.GUESS, Map.of(), Set.of());

        public CodeList {
            values = Map.copyOf(values);
            guesses = Set.copyOf(guesses);
        }

        /** Returns whether nothing confirms what a code stands for. */
        boolean isGuess(String code) {
            return confidence == Confidence.GUESS || guesses.contains(code);
        }
    }

    /** Returns {@code name@version}. */
    public String id() {
        return name + "@" + version;
    }

    /**
     * Reads a map.
     *
     * @throws IllegalArgumentException naming the field and what was expected
     */
    public static CodeMap parse(byte[] json) {
        return CodeMapReader.read(json);
    }

    CodeList list(Codes codes) {
        return lists.getOrDefault(codes, CodeList.NONE);
    }

    boolean means(String field, String text) {
        String trimmed = text.strip();
        return !absent.contains(trimmed)
                && !absentIn.getOrDefault(field, Set.of()).contains(trimmed);
    }

    /** Returns the national name of a field that the maker may call otherwise. */
    String standardName(String name) {
        return aliases.getOrDefault(name, name);
    }
}
