package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.instrument.Transport.Serial;
import io.plumewatch.gateway.instrument.Transport.Tcp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the file that says what is polled, and refuses it as a whole at the first thing wrong. */
final class LinesFile {

    /** 2,000 lines of one instrument are about 500 KiB. */
    static final int MOST_BYTES = 4 << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern DEVICE_NO = Pattern.compile("[A-Za-z0-9-]{4,18}");
    private static final Pattern MODEL = Pattern.compile("[a-z0-9.-]{1,60}@[0-9]{1,6}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final Pattern DEVICE = Pattern.compile("\\S{1,200}");
    private static final Pattern TYPE = Pattern.compile("modbusTcp|rtuOverTcp|rawTcp|serial");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final int mostLines;
    private final int mostInstruments;
    private final Points points;

    LinesFile(InstrumentSettings settings, Points points) {
        this.mostLines = settings.lines();
        this.mostInstruments = settings.instrumentsPerLine();
        this.points = points;
    }

    /**
     * Reads the file.
     *
     * @throws BrokenFile naming the key, what stands there and what was expected
     */
    List<LineConfig> read(byte[] json) {
        var lines = new ArrayList<LineConfig>();
        for (FileEntry entry : new FileEntry("", tree(json)).only("lines").objects("lines", 0, mostLines)) {
            lines.add(line(entry.only("name", "transport", "instruments")));
        }
        refuseTwins(lines);
        return lines;
    }

    private static JsonNode tree(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new BrokenFile("the file has " + json.length + " bytes but must have at most " + MOST_BYTES);
        }
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new BrokenFile("the file is no JSON" + place + ": " + e.getOriginalMessage());
        }
    }

    private LineConfig line(FileEntry entry) {
        String name = entry.text("name", NAME, "1..40 of A-Z a-z 0-9 . _ -");
        Transport transport = transport(entry.object("transport"));
        var instruments = new ArrayList<LineConfig.Instrument>();
        for (FileEntry item : entry.objects("instruments", 1, mostInstruments)) {
            instruments.add(instrument(item.only("deviceNo", "model", "unitId", "overrides"), transport));
        }
        if (transport instanceof Tcp tcp && tcp.kind() == Tcp.Kind.RAW_TCP && instruments.size() > 1) {
            throw entry.broken(
                    "instruments", "are " + instruments.size() + " but must be 1: makers' protocols have no addresses");
        }
        refuseSameAddress(entry, instruments);
        return new LineConfig(name, transport, instruments);
    }

    private LineConfig.Instrument instrument(FileEntry entry, Transport transport) {
        var instrument = new LineConfig.Instrument(
                entry.text("deviceNo", DEVICE_NO, "a device number of the registry, 4..18 of A-Z a-z 0-9 -"),
                entry.text("model", MODEL, "name@version, for example renke-weather@1"),
                entry.whole("unitId", 1, 247, 1),
                entry.tree("overrides"));
        String objection = points.objection(instrument, transport);
        if (objection != null) {
            throw new BrokenFile(entry.path() + ": " + objection);
        }
        return instrument;
    }

    private static Transport transport(FileEntry entry) {
        String type = entry.text("type", TYPE, "one of modbusTcp, rtuOverTcp, rawTcp, serial");
        return switch (type) {
            case "serial" -> serial(entry.only("type", "device", "baud", "parity", "dataBits", "stopBits"));
            case "modbusTcp" -> tcp(entry, Tcp.Kind.MODBUS_TCP);
            case "rtuOverTcp" -> tcp(entry, Tcp.Kind.RTU_OVER_TCP);
            default -> tcp(entry, Tcp.Kind.RAW_TCP);
        };
    }

    private static Transport tcp(FileEntry entry, Tcp.Kind kind) {
        entry.only("type", "host", "port");
        String host = entry.text("host", HOST, "a host name or IP address");
        return new Tcp(kind, host, entry.whole("port", 1, 65_535));
    }

    private static Transport serial(FileEntry entry) {
        return new Serial(
                entry.text("device", DEVICE, "a serial port, for example /dev/ttyUSB0"),
                entry.whole("baud", 300, 921_600, 9_600),
                entry.constant("parity", Serial.Parity.class, Serial.Parity.NONE),
                entry.whole("dataBits", 7, 8, 8),
                entry.whole("stopBits", 1, 2, 1));
    }

    private static void refuseSameAddress(FileEntry line, List<LineConfig.Instrument> instruments) {
        var units = new HashSet<Integer>();
        for (LineConfig.Instrument instrument : instruments) {
            if (!units.add(instrument.unitId())) {
                throw line.broken(
                        "instruments",
                        "has unitId " + instrument.unitId() + " twice; on one line every instrument must have its own");
            }
        }
    }

    private static void refuseTwins(List<LineConfig> lines) {
        Set<String> names = new HashSet<>();
        Set<String> devices = new HashSet<>();
        Map<String, String> endpoints = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            LineConfig line = lines.get(i);
            String path = "lines[" + i + "]";
            if (!names.add(line.name())) {
                throw new BrokenFile(path + ".name is \"" + line.name() + "\" but another line has this name");
            }
            String other = endpoints.put(line.transport().endpoint(), line.name());
            if (other != null) {
                throw new BrokenFile(path + ".transport is that of line \"" + other
                        + "\" too; put the instruments on one line, it has one connection");
            }
            for (LineConfig.Instrument instrument : line.instruments()) {
                if (!devices.add(instrument.deviceNo())) {
                    throw new BrokenFile(path + ".instruments has deviceNo \"" + instrument.deviceNo()
                            + "\", which stands in the file already");
                }
            }
        }
    }
}
