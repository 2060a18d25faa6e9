package io.plumewatch.sim.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.Command;
import io.plumewatch.sim.UsageException;
import io.plumewatch.wire.explain.Explain;
import io.plumewatch.wire.explain.Explanation;
import io.plumewatch.wire.explain.Filed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code explain}: says what the bytes of a device mean. */
public final class ExplainCommand implements Command {

    private static final int CHUNK = 8 * 1024;

    private static final String HELP = """
            usage: explain [--json] [--binary] [--profile NAME] (TEXT | -f FILE | -)

            Names the protocol of the input by itself and shows every byte: offset, length, raw, field, value, unit,
            and what is wrong. Each line is one input: hexadecimal bytes, text that starts with ## and digits, or a
            JSON object (a pass, calibration, status or sighting, or a log entry with its payload as base64 in
            'payload' or as text in 'payloadText').

              TEXT       the input itself
              -f FILE    reads the file
              -          reads the standard input
              --binary   the input is a raw stream of OBD terminals, air stations or both; one answer per frame or
                         run of garbage
              --json     one JSON object a line instead of tables
              --profile NAME
                         how the sender is filed: a terminal's P1, P1a, P2, P2s, P3 or P4, a station's unit profile
                         such as ambient@1 or a file NAME.json with one, a unit's code map such as national@1

            'ok' says what a gateway says of framing, length, check value and layout. With --profile it goes by the
            sender's own, as a gateway does; without, by the standards: a Modbus CRC is wrong, and a segment of more
            than 4,096 bytes is none. What explain cannot know: who is registered, what time it is, another
            plumewatch.hj212.segment-bytes, and keys (encrypted content is shown sealed, but for the example key of
            the standard). A gateway refuses a number out of its range, and a time ahead or too far back; that is a
            warning here, or nothing. Values are read in the same way.

            Exit codes: 0 every input is ok, 1 some input is not, 2 wrong usage.

            example: explain 2323054C535454455354303030303030303030310101000059""";

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "says what the bytes of a device mean";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> arguments) {
        // Device messages name plates; what we print is UTF-8 wherever the program runs.
        return explain(ExplainOptions.of(arguments), System.in, new PrintStream(System.out, true, UTF_8), System.err);
    }

    /** Runs a whole command line and returns the exit code. */
    public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        if (Arrays.asList(arguments).contains("--help")) {
            out.println(HELP);
            return 0;
        }
        try {
            return explain(ExplainOptions.of(List.of(arguments)), in, out, err);
        } catch (UsageException e) {
            err.println("explain: " + e.getMessage() + " (see 'explain --help')");
            return 2;
        }
    }

    private static int explain(ExplainOptions options, InputStream in, PrintStream out, PrintStream err) {
        var printer = new Printer(options.json(), options.filed(), out);
        String text = options.text();
        if (text != null) {
            text.lines().forEach(printer::line);
            return printer.exitCode(err);
        }
        try (InputStream input = open(options, in)) {
            if (options.binary()) {
                printer.stream(input);
            } else {
                printer.lines(input);
            }
        } catch (IOException e) {
            err.println("explain: cannot read the input: " + reason(e));
            return 1;
        }
        return printer.exitCode(err);
    }

    private static InputStream open(ExplainOptions options, InputStream in) throws IOException {
        String file = options.file();
        return file == null || file.equals(ExplainOptions.STANDARD_INPUT) ? in : Files.newInputStream(Path.of(file));
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no file " + e.getMessage() : String.valueOf(e.getMessage());
    }

    /** Prints explanations as they come and remembers whether all were ok. */
    private static final class Printer {

        private final boolean json;
        private final Filed filed;
        private final PrintStream out;
        private int explained;
        private int notOk;

        Printer(boolean json, Filed filed, PrintStream out) {
            this.json = json;
            this.filed = filed;
            this.out = out;
        }

        void line(String line) {
            if (!line.isBlank()) {
                print(Explain.line(line, filed));
            }
        }

        void lines(InputStream input) throws IOException {
            var reader = new BufferedReader(new InputStreamReader(input, UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                line(line);
            }
        }

        void stream(InputStream input) throws IOException {
            var stream = Explain.binary(filed);
            byte[] chunk = new byte[CHUNK];
            for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
                stream.feed(Arrays.copyOf(chunk, read)).forEach(this::print);
            }
            stream.end().forEach(this::print);
        }

        int exitCode(PrintStream err) {
            if (explained == 0) {
                err.println("explain: the input is empty");
            } else if (notOk > 0) {
                err.println("explain: " + notOk + " of " + explained + " inputs are not ok");
            }
            return notOk == 0 && explained > 0 ? 0 : 1;
        }

        private void print(Explanation explanation) {
            if (!json && explained > 0) {
                out.println();
            }
            if (json) {
                out.println(explanation.json());
            } else {
                out.print(Table.of(explanation));
            }
            explained++;
            notOk += explanation.ok() ? 0 : 1;
        }
    }
}
