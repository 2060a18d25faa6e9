package io.plumewatch.sim.traffic;

import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * One reproducible piece of traffic: three weeks of history and an open-ended live afternoon.
 *
 * <p>Its plot: some trucks smoke over the limit twice in the history, two days apart; some smoke once in the history
 * and once again live; everybody else stays below it.
 *
 * @param run 0 for the first start on a folder; later runs bring smokers of their own, for the first ones are locked
 * @param firstDay local date of the first day of history
 * @param passesPerDay of all sites together, at least 40
 * @param fleetSize vehicles that are not in the plot
 */
public record Scenario(long seed, int run, LocalDate firstDay, int passesPerDay, int fleetSize) {

    public static final int HISTORY_DAYS = 21;

    /** Trucks of the plot that exceed twice in the history. */
    public static final int HISTORY_SMOKERS = 24;

    /** Trucks of the plot whose second exceedance is live. */
    public static final int LIVE_SMOKERS = 40;

    /** Every so many live passes one of the plot comes by. */
    public static final int LIVE_STRIDE = 10;

    /** Live passes of one run: more than eleven days at one a second. */
    public static final int LIVE_PASSES = 1_000_000;

    private static final int PLOT_DAYS = HISTORY_DAYS - 4;
    private static final int ROUND = 7;
    private static final int FIRST = 10;
    private static final int FIRST_BEFORE_LIVE = 12;
    private static final int SECOND = 14;
    private static final int LIVE_SLOT = 4;

    public Scenario {
        if (passesPerDay < 40) {
            throw new IllegalArgumentException("passesPerDay is " + passesPerDay + " but must be at least 40");
        }
    }

    /** Returns the usual city: the first run plays a full history, later ones only their plot and a little more. */
    public static Scenario city(int run, LocalDate today) {
        return new Scenario(20_170_727, run, today.minusDays(HISTORY_DAYS), run == 0 ? 200 : 40, 3_000);
    }

    public int historyLength() {
        return HISTORY_DAYS * passesPerDay;
    }

    /** Returns how many vehicles this run adds to the fleet. */
    public static int smokers() {
        return HISTORY_SMOKERS + LIVE_SMOKERS;
    }

    int firstSmoker() {
        return fleetSize + run * smokers();
    }

    /** Returns the number {@code 0..63} of the smoker that exceeds at this place of the history, if one does. */
    OptionalInt smokerInHistory(int index) {
        int day = index / passesPerDay;
        int slot = index % passesPerDay;
        OptionalInt first = member(day, slot - FIRST, HISTORY_SMOKERS);
        if (first.isPresent()) {
            return first;
        }
        OptionalInt second = member(day - 2, slot - SECOND, HISTORY_SMOKERS);
        if (second.isPresent()) {
            return second;
        }
        OptionalInt live = member(day - 1, slot - FIRST_BEFORE_LIVE, LIVE_SMOKERS);
        return live.isPresent() ? OptionalInt.of(HISTORY_SMOKERS + live.getAsInt()) : live;
    }

    /** The plot's trucks fill the days one after another, and start again a round of slots later. */
    private static OptionalInt member(int day, int slot, int count) {
        if (day < 0 || day >= PLOT_DAYS || slot < 0 || slot % ROUND != 0) {
            return OptionalInt.empty();
        }
        int member = slot / ROUND * PLOT_DAYS + day;
        return member < count ? OptionalInt.of(member) : OptionalInt.empty();
    }

    /** Returns the number {@code 24..63} of the smoker that exceeds at this place of the live afternoon, if one does. */
    OptionalInt smokerLive(int index) {
        return index % LIVE_STRIDE == LIVE_SLOT && index / LIVE_STRIDE < LIVE_SMOKERS
                ? OptionalInt.of(HISTORY_SMOKERS + index / LIVE_STRIDE)
                : OptionalInt.empty();
    }

    /** Returns the place in the live afternoon of live smoker {@code number}, {@code 0..39}. */
    int liveIndexOf(int number) {
        return number * LIVE_STRIDE + LIVE_SLOT;
    }
}
