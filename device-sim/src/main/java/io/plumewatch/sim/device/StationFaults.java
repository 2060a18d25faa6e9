package io.plumewatch.sim.device;

import java.time.Duration;

/**
 * What goes wrong at a station now and then. Shares are of the frames that it sends, 0..1.
 *
 * @param wrongCrc a digit of the check value is another
 * @param halfFrame the frame breaks off, and the next one follows
 * @param duplicate the frame is sent twice
 * @param garbage noise of the line stands before the frame
 * @param dropOut the connection goes after the frame; the station connects again by itself
 * @param unanswered of the host's requests, how many the station does not hear
 * @param badMarks of the values, how many are marked as not normal
 * @param clockOffset how far the station's clock is ahead when it starts
 * @param clockDrift how far it runs ahead in an hour
 */
public record StationFaults(
        double wrongCrc,
        double halfFrame,
        double duplicate,
        double garbage,
        double dropOut,
        double unanswered,
        double badMarks,
        Duration clockOffset,
        Duration clockDrift) {

    /** A station without faults. */
    public static final StationFaults NONE = new StationFaults(0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

    /** A little of everything, as on an ordinary line. */
    public static final StationFaults ORDINARY = new StationFaults(
            0.01, 0.005, 0.01, 0.005, 0.005, 0.01, 0.01, Duration.ofSeconds(-40), Duration.ofMillis(900));

    public StationFaults {
        for (double share : new double[] {wrongCrc, halfFrame, duplicate, garbage, dropOut, unanswered, badMarks}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is " + share + " but must be 0..1");
            }
        }
    }
}
