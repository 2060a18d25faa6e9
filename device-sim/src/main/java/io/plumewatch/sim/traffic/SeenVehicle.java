package io.plumewatch.sim.traffic;

import io.plumewatch.wire.rs.RsPass;
import java.util.SplittableRandom;

/**
 * A vehicle in front of a gate or camera: what was read of its plate, and the picture.
 *
 * @param truth whose plate it really is
 * @param jpeg the picture
 * @param sha256 its digest, lower-case hex
 */
public record SeenVehicle(CityVehicle truth, RsPass.Plate plate, byte[] jpeg, String sha256) {

    /**
     * Looks at a vehicle.
     *
     * @param key makes the picture another one than the last of the same vehicle
     */
    public static SeenVehicle of(CityVehicle vehicle, String key, SplittableRandom random) {
        PlateReading reading = PlateCamera.read(vehicle.plateNumber(), random);
        byte[] jpeg = PhotoPainter.frontAndRear(vehicle, 0, key).get(0);
        var plate = new RsPass.Plate(reading.number(), vehicle.color(), vehicle.plateType(), reading.confidence());
        return new SeenVehicle(vehicle, plate, jpeg, Sha256.hex(jpeg));
    }
}
