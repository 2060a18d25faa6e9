package io.plumewatch.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a command line: flags that are there or not, and names with a value. */
public final class Options {

    private final Set<String> flags = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    /** Reads a command line that may hold these flags and these names with a value, and nothing else. */
    public static Options parse(List<String> arguments, List<String> flags, List<String> names) {
        var options = new Options();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (flags.contains(option)) {
                options.flags.add(option);
            } else if (!names.contains(option)) {
                throw new UsageException("unknown option '" + option + "'");
            } else if (rest.hasNext()) {
                options.values.put(option, rest.next());
            } else {
                throw new UsageException(option + " needs a value");
            }
        }
        return options;
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** Returns the text behind a name, or what stands in for it. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** Returns the whole number behind a name. */
    public int number(String name, int otherwise) {
        String text = values.get(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " is '" + text + "' but must be a whole number");
        }
    }

    /** Returns the number behind a name. */
    public double decimal(String name, double otherwise) {
        String text = values.get(name);
        try {
            return text == null ? otherwise : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " is '" + text + "' but must be a number");
        }
    }
}
