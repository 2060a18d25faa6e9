package io.plumewatch.wire.plate;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plate types (HPZL) of GA 24.7, with the colour that such a plate usually has. Number and type make the vehicle. */
public enum PlateType {
    LARGE("01", PlateColor.YELLOW),
    SMALL("02", PlateColor.BLUE),
    EMBASSY("03", PlateColor.BLACK),
    CONSULATE("04", PlateColor.BLACK),
    OVERSEAS("05"),
    FOREIGN("06"),
    MOTORCYCLE("07", PlateColor.YELLOW),
    LIGHT_MOTORCYCLE("08", PlateColor.BLUE),
    EMBASSY_MOTORCYCLE("09"),
    CONSULATE_MOTORCYCLE("10"),
    OVERSEAS_MOTORCYCLE("11"),
    FOREIGN_MOTORCYCLE("12"),
    LOW_SPEED("13"),
    TRACTOR("14"),
    TRAILER("15", PlateColor.YELLOW),
    COACH("16", PlateColor.YELLOW),
    COACH_MOTORCYCLE("17", PlateColor.YELLOW),
    TEST("18"),
    TEST_MOTORCYCLE("19"),
    TEMPORARY_ENTRY("20"),
    TEMPORARY_ENTRY_MOTORCYCLE("21"),
    TEMPORARY("22"),
    POLICE("23", PlateColor.WHITE),
    POLICE_MOTORCYCLE("24", PlateColor.WHITE),
    OLD_AGRICULTURAL("25"),
    HONG_KONG("26", PlateColor.BLACK),
    MACAU("27", PlateColor.BLACK),
    ARMED_POLICE("31"),
    MILITARY("32"),
    EMERGENCY("33"),
    NO_PLATE("41"),
    FAKE_PLATE("42"),
    MISUSED_PLATE("43"),
    /** 51 is the large one; some inspection interfaces swap 51 and 52. */
    LARGE_NEW_ENERGY("51", PlateColor.YELLOW_GREEN),
    SMALL_NEW_ENERGY("52", PlateColor.GREEN),
    OTHER("99");

    private static final Map<String, PlateType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PlateType::code, Function.identity()));

    private final String code;
    private final @Nullable PlateColor usualColor;

    PlateType(String code) {
        this(code, null);
    }

    PlateType(String code, @Nullable PlateColor usualColor) {
        this.code = code;
        this.usualColor = usualColor;
    }

    /** Returns the type of a two-digit code; empty if the standard has no such code. */
    public static Optional<PlateType> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Returns the usual colour of a two-digit type code; empty if it has none or the code is unknown. */
    public static Optional<PlateColor> usualColor(String code) {
        return of(code).flatMap(PlateType::usualColor);
    }

    public String code() {
        return code;
    }

    public Optional<PlateColor> usualColor() {
        return Optional.ofNullable(usualColor);
    }

    /** Returns whether such a vehicle may have an engine: a trailer never has, and so never pollutes. */
    public boolean mayCarryEngine() {
        return this != TRAILER;
    }
}
