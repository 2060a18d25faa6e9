package io.plumewatch.sim.traffic;

import io.plumewatch.wire.plate.PlateColor;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Map;

/** Digits and letters of a plate as 3 × 5 dots: five rows of three bits, the top row first. */
final class PlateGlyphs {

    private static final int DOT = 3;
    private static final int COLUMNS = 3;
    private static final int ROWS = 5;
    private static final int ADVANCE = (COLUMNS + 1) * DOT;
    private static final int BORDER = 2 * DOT;

    private static final Map<Character, Integer> DOTS = Map.ofEntries(
            Map.entry('0', 0b111_101_101_101_111),
            Map.entry('1', 0b010_110_010_010_111),
            Map.entry('2', 0b111_001_111_100_111),
            Map.entry('3', 0b111_001_111_001_111),
            Map.entry('4', 0b101_101_111_001_001),
            Map.entry('5', 0b111_100_111_001_111),
            Map.entry('6', 0b111_100_111_101_111),
            Map.entry('7', 0b111_001_010_010_010),
            Map.entry('8', 0b111_101_111_101_111),
            Map.entry('9', 0b111_101_111_001_111),
            Map.entry('A', 0b010_101_111_101_101),
            Map.entry('B', 0b110_101_110_101_110),
            Map.entry('C', 0b011_100_100_100_011),
            Map.entry('D', 0b110_101_101_101_110),
            Map.entry('E', 0b111_100_110_100_111),
            Map.entry('F', 0b111_100_110_100_100),
            Map.entry('G', 0b011_100_101_101_011),
            Map.entry('H', 0b101_101_111_101_101),
            Map.entry('J', 0b001_001_001_101_010),
            Map.entry('K', 0b101_101_110_101_101),
            Map.entry('L', 0b100_100_100_100_111),
            Map.entry('M', 0b101_111_111_101_101),
            Map.entry('N', 0b110_101_101_101_101),
            Map.entry('P', 0b110_101_110_100_100),
            Map.entry('Q', 0b010_101_101_111_011),
            Map.entry('R', 0b110_101_110_101_101),
            Map.entry('S', 0b011_100_010_001_110),
            Map.entry('T', 0b111_010_010_010_010),
            Map.entry('U', 0b101_101_101_101_111),
            Map.entry('V', 0b101_101_101_101_010),
            Map.entry('W', 0b101_101_111_111_101),
            Map.entry('X', 0b101_101_010_101_101),
            Map.entry('Y', 0b101_101_010_010_010),
            Map.entry('Z', 0b111_001_010_100_111));

    private PlateGlyphs() {}

    /** Draws a plate with its left upper corner at {@code x, y}; characters without a glyph leave a gap. */
    static void draw(BufferedImage image, String text, int x, int y, PlateColor color) {
        fill(image, x, y, text.length() * ADVANCE + 2 * BORDER, ROWS * DOT + 2 * BORDER, ground(color));
        int ink = color == PlateColor.BLUE || color == PlateColor.BLACK ? Color.WHITE.getRGB() : Color.BLACK.getRGB();
        for (int i = 0; i < text.length(); i++) {
            glyph(image, DOTS.getOrDefault(text.charAt(i), 0), x + BORDER + i * ADVANCE, y + BORDER, ink);
        }
    }

    private static void glyph(BufferedImage image, int dots, int x, int y, int ink) {
        for (int dot = 0; dot < ROWS * COLUMNS; dot++) {
            if ((dots >> (ROWS * COLUMNS - 1 - dot) & 1) == 1) {
                fill(image, x + dot % COLUMNS * DOT, y + dot / COLUMNS * DOT, DOT, DOT, ink);
            }
        }
    }

    private static void fill(BufferedImage image, int x, int y, int width, int height, int rgb) {
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                image.setRGB(column, row, rgb);
            }
        }
    }

    private static int ground(PlateColor color) {
        return switch (color) {
            case BLUE -> 0x1F4FA3;
            case BLACK -> 0x161616;
            case WHITE, OTHER -> 0xF2F2F2;
            case GREEN -> 0x6CC08B;
            case YELLOW, YELLOW_GREEN -> 0xF2C230;
        };
    }
}
