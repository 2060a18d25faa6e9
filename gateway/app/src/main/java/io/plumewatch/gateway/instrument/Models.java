package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.instrument.ModelFiles.Model;
import io.plumewatch.gateway.instrument.Transport.Tcp;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What can be polled: whatever has a register map or a maker's protocol as a file. */
final class Models implements Points {

    private static final Logger log = LoggerFactory.getLogger(Models.class);

    private final InstrumentSettings settings;
    private final ModelFiles files;
    private final Counters counters;

    Models(InstrumentSettings settings, Counters counters) {
        this.settings = settings;
        this.files = new ModelFiles(settings.maps());
        this.counters = counters;
    }

    @Override
    public @Nullable String objection(LineConfig.Instrument instrument, Transport transport) {
        try {
            Model model = files.model(instrument.model(), instrument.overrides());
            return model == null
                    ? "model is \"" + instrument.model() + "\" but there is no such model"
                    : objection(model, instrument, transport);
        } catch (IllegalArgumentException | JacksonException | UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static @Nullable String objection(Model model, LineConfig.Instrument instrument, Transport transport) {
        String name = "model \"" + instrument.model() + "\" ";
        if (model instanceof Model.Bench bench) {
            if (bench.codec().model().pollRequests().isEmpty()) {
                return name + "knows no request for values; its file must name one in \"poll\"";
            }
            return transport instanceof Tcp tcp && tcp.kind() != Tcp.Kind.RAW_TCP
                    ? name + "has its maker's protocol: transport.type must be rawTcp or serial"
                    : null;
        }
        return transport instanceof Tcp tcp && tcp.kind() == Tcp.Kind.RAW_TCP
                ? name + "is read by Modbus: transport.type must be modbusTcp, rtuOverTcp or serial"
                : null;
    }

    @Override
    public Point point(LineConfig.Instrument instrument, Transport transport) {
        Model model = files.model(instrument.model(), instrument.overrides());
        if (model == null) {
            throw new IllegalArgumentException(instrument.model() + " is gone");
        }
        if (model instanceof Model.Bench bench) {
            return new BenchPoint(instrument.deviceNo(), bench.codec(), settings.report(), test -> {
                counters.event(Protocol.INSTRUMENT, "test_aborted");
                log.info("A test of {} since {} is none: {}", instrument.deviceNo(), test.startedAt(), test.reason());
            });
        }
        boolean header = transport instanceof Tcp tcp && tcp.kind() == Tcp.Kind.MODBUS_TCP;
        return new MapPoint(
                ((Model.Registers) model).map(),
                instrument.unitId(),
                header ? ModbusFrame.TCP : ModbusFrame.RTU,
                settings.report());
    }
}
