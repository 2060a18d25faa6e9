package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.standards.ObdPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * When a vehicle was in operation on a day, and how its live data covered that time.
 *
 * <p>A span of operation begins with a login, or with data where no span is open, and ends with the logout; without one
 * it ends with its last data before the next login or the day's end.
 */
final class Operation {

    /** One block for ten seconds instead of ten. */
    private static final int SLOW = 10;

    /** A neighbour this far off is not of the same second-by-second series. */
    private static final int SLOW_FROM = 5;

    /** One further off is behind a break, which tells nothing of the cadence. */
    private static final int SLOW_TO = 60;

    private static final int MINUTE = 60;

    private final DaySeconds day;
    private final ObdPolicy policy;
    private final List<Span> spans = new ArrayList<>();
    private int offlinePeriods;
    private int longestBreakSeconds;
    private int lateFirstData;

    private record Span(int first, int last, boolean loggedIn) {}

    private Operation(DaySeconds day, ObdPolicy policy) {
        this.day = day;
        this.policy = policy;
    }

    static Operation of(DaySeconds day, ObdPolicy policy) {
        var operation = new Operation(day, policy);
        operation.findSpans();
        operation.spans.forEach(operation::findBreaks);
        return operation;
    }

    int minutes() {
        return minutes(0);
    }

    int onlineMinutes() {
        return minutes(Mark.STREAM | Mark.LIVE);
    }

    int offlinePeriods() {
        return offlinePeriods;
    }

    int longestBreakSeconds() {
        return longestBreakSeconds;
    }

    int lateFirstData() {
        return lateFirstData;
    }

    int expectedBlocks() {
        int cadence = cadenceSeconds();
        return spans.stream()
                .mapToInt(span -> (span.last - span.first + cadence) / cadence)
                .sum();
    }

    int cadenceSeconds() {
        int fast = 0;
        int slow = 0;
        int previous = -DaySeconds.SECONDS;
        for (int second = 0; second < DaySeconds.SECONDS; second++) {
            if (Mark.has(day.marks(second), Mark.STREAM)) {
                int step = second - previous;
                fast += step < SLOW_FROM ? 1 : 0;
                slow += step >= SLOW_FROM && step <= SLOW_TO ? 1 : 0;
                previous = second;
            }
        }
        return slow > fast ? SLOW : 1;
    }

    private void findSpans() {
        int first = -1;
        int lastData = -1;
        boolean loggedIn = false;
        for (int second = 0; second < DaySeconds.SECONDS; second++) {
            int marks = day.marks(second);
            if (Mark.has(marks, Mark.LOGOUT) && first >= 0) {
                spans.add(new Span(first, second, loggedIn));
                first = -1;
            }
            if (Mark.has(marks, Mark.LOGIN)) {
                if (first >= 0) {
                    spans.add(new Span(first, lastData, loggedIn));
                }
                first = second;
                lastData = second;
                loggedIn = true;
            }
            if (Mark.has(marks, Mark.STREAM) && !closedBy(marks)) {
                loggedIn &= first >= 0;
                first = first < 0 ? second : first;
                lastData = second;
            }
        }
        if (first >= 0) {
            spans.add(new Span(first, lastData, loggedIn));
        }
    }

    /** Data of the second of the logout belong to the span that ended. */
    private static boolean closedBy(int marks) {
        return Mark.has(marks, Mark.LOGOUT) && !Mark.has(marks, Mark.LOGIN);
    }

    private void findBreaks(Span span) {
        int previous = span.first;
        boolean any = false;
        for (int second = span.first; second <= span.last; second++) {
            if (Mark.has(day.marks(second), Mark.LIVE)) {
                if (!any && span.loggedIn && second - span.first > policy.firstDataSeconds()) {
                    lateFirstData++;
                }
                any = true;
                breakOf(second - previous);
                previous = second;
            }
        }
        if (!any && span.loggedIn && span.last - span.first > policy.firstDataSeconds()) {
            lateFirstData++;
        }
        breakOf(span.last - previous);
    }

    private void breakOf(int seconds) {
        longestBreakSeconds = Math.max(longestBreakSeconds, seconds);
        offlinePeriods += seconds > policy.offlineSeconds() ? 1 : 0;
    }

    /** Counts the minutes of the spans that hold a second of theirs with all the marks. */
    private int minutes(int marks) {
        int count = 0;
        int counted = -1;
        for (Span span : spans) {
            for (int second = span.first; second <= span.last; second++) {
                if (second / MINUTE > counted && (day.marks(second) & marks) == marks) {
                    counted = second / MINUTE;
                    count++;
                }
            }
        }
        return count;
    }
}
