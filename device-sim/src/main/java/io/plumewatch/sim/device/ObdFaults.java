package io.plumewatch.sim.device;

import java.time.Duration;

/**
 * What goes wrong with an OBD terminal. Shares are of its packets, 0..1, one after the other in this order.
 *
 * @param lost not sent but stored, as without a network; comes later as supplementary data
 * @param half broken off in the middle, and the line with it
 * @param wrongCheck sent with a wrong check byte: lost for good, as the terminal does not know
 * @param duplicated sent twice
 * @param clockDrift how far its clock runs ahead; negative behind
 */
public record ObdFaults(double lost, double half, double wrongCheck, double duplicated, Duration clockDrift) {

    /** Everything as it should be. */
    public static final ObdFaults NONE = new ObdFaults(0, 0, 0, 0, Duration.ZERO);

    public ObdFaults {
        share("lost", lost);
        share("half", half);
        share("wrongCheck", wrongCheck);
        share("duplicated", duplicated);
    }

    public ObdFaults losing(double share) {
        return new ObdFaults(share, half, wrongCheck, duplicated, clockDrift);
    }

    public ObdFaults breakingOff(double share) {
        return new ObdFaults(lost, share, wrongCheck, duplicated, clockDrift);
    }

    public ObdFaults miscounting(double share) {
        return new ObdFaults(lost, half, share, duplicated, clockDrift);
    }

    public ObdFaults repeating(double share) {
        return new ObdFaults(lost, half, wrongCheck, share, clockDrift);
    }

    public ObdFaults drifting(Duration ahead) {
        return new ObdFaults(lost, half, wrongCheck, duplicated, ahead);
    }

    private static void share(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is " + share + " but must be 0..1");
        }
    }
}
