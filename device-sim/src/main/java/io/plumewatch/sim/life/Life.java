package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.Credentials;
import io.plumewatch.sim.device.UnitFaults;
import io.plumewatch.sim.people.Crew;
import io.plumewatch.sim.people.Officer;
import io.plumewatch.sim.people.Police;
import io.plumewatch.sim.people.Score;
import io.plumewatch.sim.people.Station;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsAck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brings devices and people into a running city, put together by hand: reading this class is reading who is there. */
public final class Life implements AutoCloseable {

    private static final int TERMINALS = 20;
    private static final int WINDOW = 100;
    private static final int COMERS_BY = 400;

    /** Sends some passes twice, loses count, and its clock is wrong; nothing that it says becomes wrong by that. */
    private static final Map<String, UnitFaults> WORN =
            Map.of("RS-410200-3", UnitFaults.NONE.duplicates(40).gaps(60).clock(Duration.ofSeconds(-8)));

    private final City city;
    private final InstantSource clock = InstantSource.system();
    private final Score score = new Score();
    private final List<AutoCloseable> alive = new ArrayList<>();
    private boolean closed;

    private Life(City city) {
        this.city = city;
    }

    /** Registers everything and sets devices and people going; returns at once after that. */
    public static Life start(City city) {
        var life = new Life(city);
        life.begin();
        return life;
    }

    private void begin() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Traffic.CHINA);
        var traffic = new Traffic(Scenario.city(nextRun(), today));
        List<CityVehicle> trucks = traffic.vehicles()
                .filter(vehicle -> vehicle.vehicleType().startsWith("H1"))
                .limit(TERMINALS)
                .toList();
        Credentials.Tokens tokens = city.credentials().tokens();
        var registrar = new Registrar(city.enforcement(tokens.admin()), file("devices.secret"), today);
        registrar.register(traffic.vehicles(), trucks);
        registrar.register(Stream.of(
                        Lookouts.equipment(),
                        NationalUnits.equipment(today),
                        AirStations.equipment(),
                        Instruments.equipment())
                .flatMap(equipment -> equipment)
                .toList());
        score.registered();
        startPeople(tokens);
        startDevices(traffic, registrar, trucks);
    }

    private void startPeople(Credentials.Tokens tokens) {
        var station = new Station(city.enforcement(tokens.station()), clock, score);
        var police = new Police(city.enforcement(tokens.police()), file("police.cursor"), score, station::referred);
        List<Api> officers = tokens.officers().stream().map(city::enforcement).toList();
        var people = new ArrayList<>(List.of(
                new Officer("officer-a", officers.get(0), score),
                new Officer("officer-b", officers.get(1), score),
                police,
                station));
        for (Area area : Area.values()) {
            people.add(new Crew(Registrar.checkpointId(area), city.enforcement(tokens.crew()), score));
        }
        people.forEach(person -> {
            keep(person);
            person.start();
        });
    }

    private void startDevices(Traffic traffic, Registrar registrar, List<CityVehicle> trucks) {
        Units units = Units.connect(city, registrar, WINDOW, clock, this::count, WORN);
        keep(units);
        var roads = new Roads(traffic, units, clock, city.options().speed(), score);
        var terminals = new Terminals(city.ports().obd(), trucks, clock, score);
        keep(roads);
        keep(terminals);
        roads.start();
        terminals.start();
        var instruments = new Instruments(city.ports(), clock);
        keep(instruments);
        instruments.start();
        var stations = new AirStations(city.ports().hj212(), clock);
        keep(stations);
        stations.start();
        var nationals = new NationalUnits(city.mqttUrl(), registrar, traffic, clock, this::count);
        keep(nationals);
        nationals.start();
        var lookouts = new Lookouts(
                city.gatewayUrl(),
                registrar,
                traffic.vehicles().limit(COMERS_BY).toList(),
                clock);
        keep(lookouts);
        lookouts.start();
    }

    private void count(RsAck ack) {
        if (ack.outcome() == RsAck.Outcome.QUARANTINED) {
            score.quarantined();
        } else if (Units.isPassId(ack.id())) {
            score.passStored();
        }
    }

    /** Each start is another run; the first ones' smokers are locked by now. */
    private int nextRun() {
        Path file = file("runs");
        try {
            int run =
                    Files.exists(file) ? Integer.parseInt(Files.readString(file).trim()) : 0;
            Files.writeString(file, (run + 1) + "\n");
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return city.folder().path().resolve(name);
    }

    public Score score() {
        return score;
    }

    private synchronized void keep(AutoCloseable one) {
        if (closed) {
            throw new RunFailed("stopped while starting");
        }
        alive.add(one);
    }

    /** Everybody goes home, last come first gone. */
    @Override
    public void close() {
        List<AutoCloseable> leaving;
        synchronized (this) {
            closed = true;
            leaving = new ArrayList<>(alive);
            alive.clear();
        }
        for (int i = leaving.size() - 1; i >= 0; i--) {
            close(leaving.get(i));
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            System.err.println("while stopping: " + e);
        }
    }
}
