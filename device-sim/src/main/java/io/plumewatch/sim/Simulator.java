package io.plumewatch.sim;

import io.plumewatch.sim.chaos.ChaosCommand;
import io.plumewatch.sim.explain.ExplainCommand;
import io.plumewatch.sim.life.CityCommand;
import io.plumewatch.sim.load.LoadCommand;
import io.plumewatch.sim.recording.RecordCommand;
import io.plumewatch.sim.replay.ReplayCommand;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The program {@code plumewatch-sim}: dispatches to its commands. */
public final class Simulator {

    private static final List<Command> COMMANDS = List.of(
            new CityCommand(),
            new LoadCommand(),
            new ChaosCommand(),
            new ExplainCommand(),
            new RecordCommand(),
            new ReplayCommand());

    private Simulator() {}

    public static void main(String[] arguments) {
        // Java 25 with Netty 4.2: without this the broker's second start on one journal fails and stays silent.
        System.setProperty("io.netty.noUnsafe", "false");
        System.setProperty("java.awt.headless", "true");
        // Servers start on several threads; logging must be there before the first of them speaks.
        LoggerFactory.getILoggerFactory();
        int code = run(List.of(arguments), System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    /** Runs a command line and returns the exit code: 0 done, 1 failed, 2 wrong usage. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || isHelp(arguments.get(0))) {
            out.println(overview());
            return arguments.isEmpty() ? 2 : 0;
        }
        String name = arguments.get(0);
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                return run(command, arguments.subList(1, arguments.size()), out, err);
            }
        }
        err.println("unknown command '" + name + "'; commands: " + names());
        return 2;
    }

    private static int run(Command command, List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.stream().anyMatch(Simulator::isHelp)) {
            out.println(command.help());
            return 0;
        }
        try {
            return command.run(arguments);
        } catch (UsageException e) {
            err.println(command.name() + ": " + e.getMessage() + " (see '" + command.name() + " --help')");
            return 2;
        } catch (RunFailed e) {
            err.println(command.name() + ": " + e.getMessage());
            return 1;
        }
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }

    private static String names() {
        return COMMANDS.stream().map(Command::name).collect(Collectors.joining(", "));
    }

    private static String overview() {
        String list = COMMANDS.stream()
                .map(command -> "  %-8s %s".formatted(command.name(), command.summary()))
                .collect(Collectors.joining("\n"));
        return """
                usage: java -jar plumewatch-sim.jar COMMAND [OPTIONS]

                %s

                COMMAND --help explains a command, with an example. Exit codes: 0 done, 1 failed, 2 wrong usage.""".formatted(list);
    }
}
