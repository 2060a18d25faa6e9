package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.people.Score;
import io.plumewatch.sim.server.Pause;
import java.io.PrintStream;

/** Prints the score: every second over itself on a terminal, every ten seconds as a line elsewhere. */
final class Progress implements AutoCloseable {

    private static final long ON_TERMINAL_MILLIS = 1_000;
    private static final long ELSEWHERE_MILLIS = 10_000;

    private final Score score;
    private final PrintStream out;
    private final boolean terminal = System.console() != null;
    private final Thread thread = new Thread(this::print, "progress");

    Progress(Score score, PrintStream out) {
        this.score = score;
        this.out = out;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void print() {
        try {
            while (true) {
                Pause.millis(terminal ? ON_TERMINAL_MILLIS : ELSEWHERE_MILLIS);
                if (terminal) {
                    out.print("\r\u001B[K" + score.line());
                    out.flush();
                } else {
                    out.println(score.line());
                }
            }
        } catch (RunFailed e) {
            out.println(score.line());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
