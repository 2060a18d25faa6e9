package io.plumewatch.sim.explain;

import io.plumewatch.sim.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user typed.
 *
 * @param json one JSON object a line instead of tables
 * @param binary the input is a raw stream, not lines
 * @param file path of the input, {@code -} for the standard input; null if the text itself was given
 * @param text the input itself; null if it is in a file
 */
record ExplainOptions(
        boolean json,
        boolean binary,
        @Nullable String file,
        @Nullable String text) {

    static final String STANDARD_INPUT = "-";

    static ExplainOptions of(List<String> arguments) {
        boolean json = false;
        boolean binary = false;
        String file = null;
        String text = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--json" -> json = true;
                case "--binary" -> binary = true;
                case STANDARD_INPUT -> file = STANDARD_INPUT;
                case "-f" -> {
                    i++;
                    file = i < arguments.size() ? arguments.get(i) : "";
                }
                default -> text = text == null ? argument(argument) : text + " " + argument;
            }
        }
        return new ExplainOptions(json, binary, file, text).checked();
    }

    private static String argument(String argument) {
        if (argument.startsWith("-")) {
            throw new UsageException("unknown option '" + argument + "'; known are --json, --binary, -f FILE, -");
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
