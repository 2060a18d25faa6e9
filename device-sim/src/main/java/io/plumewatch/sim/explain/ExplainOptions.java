package io.plumewatch.sim.explain;

import io.plumewatch.sim.UsageException;
import io.plumewatch.wire.explain.Filed;
import io.plumewatch.wire.hj212.UnitProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user typed.
 *
 * @param json one JSON object a line instead of tables
 * @param binary the input is a raw stream, not lines
 * @param filed how the sender is filed to speak
 * @param file path of the input, {@code -} for the standard input; null if the text itself was given
 * @param text the input itself; null if it is in a file
 */
record ExplainOptions(
        boolean json,
        boolean binary,
        Filed filed,
        @Nullable String file,
        @Nullable String text) {

    static final String STANDARD_INPUT = "-";

    static ExplainOptions of(List<String> arguments) {
        boolean json = false;
        boolean binary = false;
        Filed filed = Filed.NOTHING;
        String file = null;
        String text = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--json" -> json = true;
                case "--binary" -> binary = true;
                case "--profile" -> {
                    i++;
                    filed = filed(i < arguments.size() ? arguments.get(i) : "");
                }
                case STANDARD_INPUT -> file = STANDARD_INPUT;
                case "-f" -> {
                    i++;
                    file = i < arguments.size() ? arguments.get(i) : "";
                }
                default -> text = text == null ? argument(argument) : text + " " + argument;
            }
        }
        return new ExplainOptions(json, binary, filed, file, text).checked();
    }

    private static Filed filed(String name) {
        if (!name.endsWith(".json")) {
            return Filed.named(name)
                    .orElseThrow(() -> new UsageException("--profile knows no '" + name
                            + "'; give P1, P1a, P2, P2s, P3, P4, a unit profile, a code map, or a file NAME.json"));
        }
        try {
            return Filed.station(UnitProfile.parse(Files.readAllBytes(Path.of(name))));
        } catch (IOException e) {
            throw new UsageException("--profile cannot read the file " + name);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--profile " + name + " is no unit profile: " + e.getMessage());
        }
    }

    private static String argument(String argument) {
        if (argument.startsWith("-")) {
            throw new UsageException(
                    "unknown option '" + argument + "'; known are --json, --binary, --profile NAME, -f FILE, -");
        }
        return argument;
    }

    private ExplainOptions checked() {
        if (file != null && file.isEmpty()) {
            throw new UsageException("-f needs the name of a file");
        }
        if ((file == null) == (text == null)) {
            throw new UsageException("give one input: TEXT, -f FILE, or - for the standard input");
        }
        if (binary && text != null) {
            throw new UsageException("--binary reads a raw stream: give -f FILE, or - for the standard input");
        }
        return this;
    }
}
