package io.plumewatch.enforcement.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Makes a Mosquitto broker on this machine read its files anew, which it does at SIGHUP and only then.
 *
 * @param pidFile the broker's {@code pid_file}
 */
record BrokerSignal(Path pidFile) {

    private static final int LONGEST_PID = 32;
    private static final String BROKER = "mosquitto";
    private static final long LONGEST_SECONDS = 5;

    /**
     * Tells the broker. Without a file it does not run, and reads what it needs when it starts.
     *
     * @throws IOException when it cannot be told, also when the file names a process that is no broker
     */
    void readAnew() throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = pid();
        String command = ProcessHandle.of(pid)
                .orElseThrow(() -> new IOException(pidFile + " names process " + pid + ", which does not run"))
                .info()
                .command()
                .orElse("");
        if (!Path.of(command).endsWith(BROKER)) {
            throw new IOException(pidFile + " names process " + pid + ", which is '" + command
                    + "' or another user's, and must be a " + BROKER + " that this service may signal");
        }
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(pid))
                .inheritIO()
                .start();
        if (!ended(kill) || kill.exitValue() != 0) {
            kill.destroyForcibly();
            throw new IOException("kill -HUP " + pid + " failed: the broker goes on with its old files");
        }
    }

    private long pid() throws IOException {
        String text = Files.size(pidFile) > LONGEST_PID
                ? ""
                : Files.readString(pidFile).strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException(pidFile + " must hold the number of a process");
        }
        return Long.parseLong(text);
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker was told", e);
        }
    }
}
