package io.plumewatch.sim.traffic;

import io.plumewatch.wire.rs.RsPass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The vehicles and passes of a scenario, each by its number. */
public final class Traffic {

    /** Law dates and the clocks of devices. */
    public static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final LocalTime DAY_STARTS = LocalTime.of(6, 0);
    private static final Duration DAY_LASTS = Duration.ofHours(15);
    private static final Duration MEAN_GAP = Duration.ofSeconds(1);
    private static final double MISREAD_SHARE = 0.06;

    private final Scenario scenario;
    private final Fleet fleet;

    public Traffic(Scenario scenario) {
        this.scenario = scenario;
        this.fleet = new Fleet(scenario.seed());
    }

    /** Returns every vehicle that the registry must know for this run. */
    public Stream<CityVehicle> vehicles() {
        return Stream.concat(
                IntStream.range(0, scenario.fleetSize()).mapToObj(fleet::vehicle),
                IntStream.range(0, Scenario.smokers()).mapToObj(this::smoker));
    }

    /** Returns how many passes the history has. */
    public int historyLength() {
        return scenario.historyLength();
    }

    /** Returns the plates of the trucks that exceed twice in the history. */
    public Set<String> twiceSmoking() {
        return IntStream.range(0, Scenario.HISTORY_SMOKERS)
                .mapToObj(number -> smoker(number).plateNumber())
                .collect(Collectors.toUnmodifiableSet());
    }

    private CityVehicle smoker(int number) {
        return fleet.truck(scenario.firstSmoker() + number);
    }

    /** Returns pass {@code index}, {@code 0..historyLength-1}, of the three weeks before today; in order of time. */
    public MeasuredPass history(int index) {
        var random = Seeds.random(scenario.seed() + scenario.run(), Seeds.HISTORY, index);
        int day = index / scenario.passesPerDay();
        double ofDay = (index % scenario.passesPerDay() + random.nextDouble()) / scenario.passesPerDay();
        OffsetDateTime at = scenario.firstDay()
                .plusDays(day)
                .atTime(DAY_STARTS)
                .atOffset(CHINA)
                .plus(Math.round(ofDay * DAY_LASTS.toMillis()), ChronoUnit.MILLIS);
        String id = String.format(Locale.ROOT, "h%d-%06d", scenario.run(), index);
        return pass(id, index, at, scenario.smokerInHistory(index), random);
    }

    /**
     * Returns pass {@code index} of the live afternoon.
     *
     * @param now when the vehicle passes: the wall clock
     */
    public MeasuredPass live(int index, Instant now) {
        var random = Seeds.random(scenario.seed() + scenario.run(), Seeds.LIVE, index);
        OffsetDateTime at = now.truncatedTo(ChronoUnit.MILLIS).atOffset(CHINA);
        String id = String.format(Locale.ROOT, "l%d-%06d", scenario.run(), index);
        return pass(id, index, at, scenario.smokerLive(index), random);
    }

    /** Returns the index of the live pass of the plot's {@code number}-th live smoker, {@code 0..39}. */
    public int liveSmoking(int number) {
        return scenario.liveIndexOf(number);
    }

    /** Returns when live pass {@code index} is due, counted from the start of the afternoon at speed 1. */
    public Duration liveOffset(int index) {
        double jitter = Seeds.random(scenario.seed(), Seeds.LIVE, -index - 2L).nextDouble();
        return MEAN_GAP.multipliedBy(index).plusMillis(Math.round(jitter * MEAN_GAP.toMillis()));
    }

    /** Returns what another device than the usual one measures at a site, with pictures; it belongs to no plot. */
    public MeasuredPass elsewhere(MeasuringSite site, String deviceNo, String passId, int index, Instant now) {
        var random = Seeds.random(scenario.seed() + scenario.run(), Seeds.ELSEWHERE, index);
        OffsetDateTime at = now.truncatedTo(ChronoUnit.SECONDS).atOffset(CHINA);
        CityVehicle vehicle = fleet.truck(random.nextInt(scenario.fleetSize()));
        var plume = new PlumeModel(vehicle, random, site.slopeDegrees());
        double opacity = plume.usualOpacity();
        RsPass.Exhaust exhaust = plume.exhaust(opacity);
        List<byte[]> photos = PhotoPainter.frontAndRear(vehicle, opacity, passId);
        var pass = new RsPass(
                passId,
                at,
                null,
                (long) index,
                false,
                1,
                plate(vehicle, false, random),
                plume.driving(),
                exhaust,
                plume.plume(exhaust),
                plume.weather(),
                new RsPass.Road(site.slopeDegrees()),
                new RsPass.Position(site.longitude(), site.latitude()),
                photoNotes(photos, at));
        return new MeasuredPass(deviceNo, pass, photos, false);
    }

    private MeasuredPass pass(String id, int index, OffsetDateTime at, OptionalInt smoker, SplittableRandom random) {
        List<MeasuringSite> sites = MeasuringSite.all();
        MeasuringSite site = sites.get(random.nextInt(sites.size()));
        boolean smoking = smoker.isPresent();
        CityVehicle vehicle = smoking ? smoker(smoker.getAsInt()) : fleet.vehicle(random.nextInt(scenario.fleetSize()));
        var plume = new PlumeModel(vehicle, random, site.slopeDegrees());
        double opacity = smoking ? plume.smokingOpacity() : plume.usualOpacity();
        boolean misread = !smoking && random.nextDouble() < MISREAD_SHARE;
        List<byte[]> photos =
                smoking ? PhotoPainter.frontAndRear(vehicle, opacity, site.deviceNo() + "/" + id) : List.of();
        int lane = 1 + random.nextInt(2);
        RsPass.Plate plate = plate(vehicle, misread, random);
        RsPass.Vehicle driving = smoking ? plume.steadyDriving() : plume.driving();
        RsPass.Exhaust exhaust = plume.exhaust(opacity);
        var pass = new RsPass(
                site.deviceNo() + "-" + id,
                at,
                null,
                (long) index,
                false,
                lane,
                plate,
                driving,
                exhaust,
                plume.plume(exhaust),
                plume.weather(),
                new RsPass.Road(site.slopeDegrees()),
                new RsPass.Position(site.longitude(), site.latitude()),
                photoNotes(photos, at));
        return new MeasuredPass(site.deviceNo(), pass, photos, smoking);
    }

    private static RsPass.Plate plate(CityVehicle vehicle, boolean misread, SplittableRandom random) {
        double confidence = misread ? 0.55 + 0.3 * random.nextDouble() : 0.93 + 0.06 * random.nextDouble();
        String number = misread ? PlateReader.misread(vehicle.plateNumber(), random) : vehicle.plateNumber();
        return new RsPass.Plate(number, vehicle.color(), vehicle.plateType(), PlumeModel.rounded(confidence, 2));
    }

    private static List<RsPass.Photo> photoNotes(List<byte[]> photos, OffsetDateTime at) {
        String[] roles = {"FRONT", "REAR"};
        return IntStream.range(0, photos.size())
                .mapToObj(i ->
                        new RsPass.Photo(roles[i], Sha256.hex(photos.get(i)), at.plus(40L * i - 20, ChronoUnit.MILLIS)))
                .toList();
    }
}
