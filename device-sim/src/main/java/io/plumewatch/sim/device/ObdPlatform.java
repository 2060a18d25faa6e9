package io.plumewatch.sim.device;

import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A maker's platform that forwards what its terminals say, all of them over one line, and waits for the answer to each
 * frame. Not thread-safe.
 */
public final class ObdPlatform implements Closeable {

    private static final int REQUEST = 0xFE;
    private static final int SUCCESS = 0x01;
    private static final int NOT_ENCRYPTED = 1;
    private static final String NO_VIN = "0".repeat(17);

    private final RawSocket line;
    private final int serial;
    private final List<ObdTerminal> terminals = new ArrayList<>();

    private ObdPlatform(RawSocket line, int serial) {
        this.line = line;
        this.serial = serial;
    }

    /**
     * Logs a platform in, and each of its terminals.
     *
     * @param plans of profile P4
     * @throws IOException when the line is gone or somebody was refused
     */
    public static ObdPlatform logIn(
            RawSocket line, String user, String password, List<ObdTerminal.Plan> plans, Instant now, int serial)
            throws IOException {
        var platform = new ObdPlatform(line, serial);
        try {
            platform.logIn(user, password, plans, now);
            return platform;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    private void logIn(String user, String password, List<ObdTerminal.Plan> plans, Instant now) throws IOException {
        var time = now.truncatedTo(ChronoUnit.SECONDS).atOffset(Traffic.CHINA);
        var login = new ObdMessage.PlatformLogin(time, serial, user, password, NOT_ENCRYPTED);
        send(ObdCommand.ACTIVATION, login);
        require(line, ObdCommand.ACTIVATION);
        for (ObdTerminal.Plan plan : plans) {
            if (plan.profile() != ObdProfile.P4) {
                throw new IllegalArgumentException(
                        "a platform forwards as P4, not " + plan.profile().label());
            }
            terminals.add(ObdTerminal.logIn(line, plan, now, serial));
            require(line, ObdCommand.LOGIN);
        }
    }

    /** Forwards the last ten seconds of each terminal. */
    public void forward(Instant now) throws IOException {
        for (ObdTerminal terminal : terminals) {
            terminal.sendPacket(now);
            require(line, ObdCommand.REAL_TIME);
        }
    }

    private static void require(RawSocket line, int command) throws IOException {
        Integer flag = ObdTerminal.answer(line, command)
                .orElseThrow(() -> new IOException("no answer to command " + command))
                .header()
                .responseFlag();
        if (flag == null || flag != SUCCESS) {
            throw new IOException("command " + command + " was answered with flag " + flag);
        }
    }

    private void send(int command, ObdMessage message) throws IOException {
        line.send(ObdEncoder.encode(ObdHeader.platform(command, NO_VIN, REQUEST), message)
                .bytes()
                .toArray());
    }

    /** Logs out and hangs up. */
    @Override
    public void close() throws IOException {
        try (line) {
            send(ObdCommand.ACTIVATION_ANSWER, new ObdMessage.PlatformLogout(null, serial));
        }
    }
}
