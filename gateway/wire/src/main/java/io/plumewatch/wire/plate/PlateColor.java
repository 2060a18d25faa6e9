package io.plumewatch.wire.plate;

/** Colour of a plate's ground. Devices number colours each in their own way; codes are mapped at the edge. */
public enum PlateColor {
    BLUE,
    YELLOW,
    WHITE,
    BLACK,
    /** Small new-energy: gradual green. */
    GREEN,
    /** Large new-energy: left yellow, right green. */
    YELLOW_GREEN,
    OTHER
}
