package io.plumewatch.gateway.instrument;

import com.ghgande.j2mod.modbus.net.SerialConnection;
import com.ghgande.j2mod.modbus.util.SerialParameters;
import io.netty.channel.EventLoopGroup;
import io.plumewatch.gateway.instrument.Transport.Serial;
import io.plumewatch.gateway.instrument.Transport.Tcp;
import io.plumewatch.gateway.intake.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts lines together: the wire that the transport asks for, and a point for each instrument. */
final class Lines {

    private final PollParts parts;
    private final Points points;
    private final EventLoopGroup loops;
    private final Names names;

    Lines(PollParts parts, Points points, EventLoopGroup loops, Names names) {
        this.parts = parts;
        this.points = points;
        this.loops = loops;
        this.names = names;
    }

    /** Returns a line that has not been started. */
    PollLine open(LineConfig config) {
        var loop = new EventLoopThread(loops.next());
        InstrumentSettings settings = parts.settings();
        // Seeded, so that a line does the same each time; by its name, so that no two lines do.
        var random = new Random(config.name().hashCode());
        List<Polled> instruments = new ArrayList<>();
        for (LineConfig.Instrument instrument : config.instruments()) {
            Point point = points.point(instrument, config.transport());
            long first = loop.nanos() + random.nextLong(point.pace().interval().toNanos());
            instruments.add(new Polled(config.name(), instrument, point, parts, loop, random, first));
        }
        var connecting = new Backoff(settings.backoffLeast(), settings.backoffMost(), random);
        return new PollLine(config, instruments, wire(config, loop), loop, connecting, parts);
    }

    private Wire wire(LineConfig config, EventLoopThread loop) {
        InstrumentSettings settings = parts.settings();
        if (config.transport() instanceof Tcp tcp) {
            Duration quiet = tcp.kind() == Tcp.Kind.MODBUS_TCP ? Duration.ZERO : settings.quiet();
            return new TcpWire(
                    loop,
                    new TcpWire.Endpoint(
                            tcp.host(), tcp.port(), names, settings.connectTimeout(), quiet, settings.answerBytes()),
                    bytes -> parts.counters().event(Protocol.INSTRUMENT, "unasked_bytes"));
        }
        Serial serial = (Serial) config.transport();
        return new SerialWire(
                loop,
                config.name(),
                new SerialConnection(parameters(serial)),
                settings.answerBytes(),
                System::nanoTime);
    }

    private static SerialParameters parameters(Serial serial) {
        var parameters = new SerialParameters();
        parameters.setPortName(serial.device());
        parameters.setBaudRate(serial.baud());
        parameters.setDatabits(serial.dataBits());
        parameters.setStopbits(serial.stopBits());
        parameters.setParity(serial.parity().ordinal());
        parameters.setEncoding("rtu");
        parameters.setEcho(false);
        return parameters;
    }
}
