package io.plumewatch.sim.device;

import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.hj212.StationMessages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a station does when the host speaks: answers, obeys, tells its history. Runs on the thread of the line. */
final class StationOrders {

    private static final int READY = 1;
    private static final int WRONG_PASSWORD = 3;
    private static final int WRONG_MN = 4;
    private static final int UNKNOWN_COMMAND = 8;
    private static final int DONE = 1;
    private static final int FAILED = 2;
    private static final int NO_DATA = 100;

    /** As many periods as one request gets at most. */
    private static final int MAX_PERIODS = 2_000;

    private static final Set<String> KNOWN = Set.of(
            Hj212Command.SET_TIMEOUT,
            Hj212Command.GET_TIME,
            Hj212Command.SET_TIME,
            Hj212Command.NEW_KEY,
            Hj212Command.GET_REAL_TIME_INTERVAL,
            Hj212Command.SET_REAL_TIME_INTERVAL,
            Hj212Command.GET_MINUTE_INTERVAL,
            Hj212Command.SET_MINUTE_INTERVAL,
            Hj212Command.REAL_TIME_DATA,
            Hj212Command.DEVICE_STATE,
            Hj212Command.DAY_DATA,
            Hj212Command.MINUTE_DATA,
            Hj212Command.HOUR_DATA,
            "3011",
            "3012",
            "3013");

    private final AirStation station;
    private final AirStationSettings settings;
    private final StationMessages messages;
    private final StationClock clock;
    private volatile Duration overTime = Duration.ofSeconds(10);
    private volatile int resends = 3;
    private volatile Duration realTimeInterval;
    private volatile Duration minuteInterval;
    private volatile boolean sendsRealTime = true;

    StationOrders(AirStation station, AirStationSettings settings, StationClock clock) {
        this.station = station;
        this.settings = settings;
        this.messages = new StationMessages(settings.peer());
        this.clock = clock;
        this.realTimeInterval = settings.realTimeInterval();
        this.minuteInterval = settings.minuteInterval();
    }

    Duration overTime() {
        return overTime;
    }

    int resends() {
        return resends;
    }

    Duration realTimeInterval() {
        return realTimeInterval;
    }

    Duration minuteInterval() {
        return minuteInterval;
    }

    boolean sendsRealTime() {
        return sendsRealTime;
    }

    void hear(Hj212Message message) {
        String qn = message.qn();
        if (qn == null) {
            return;
        }
        try {
            switch (message.cn()) {
                case Hj212Command.DATA_ANSWER -> station.answered(qn);
                case Hj212Command.NOTICE_ANSWER -> {
                    // Nothing waits for it.
                }
                case Hj212Command.STOP_REAL_TIME_DATA -> {
                    sendsRealTime = false;
                    station.write(messages.noticeAnswer(qn));
                }
                case Hj212Command.STOP_DEVICE_STATE -> station.write(messages.noticeAnswer(qn));
                default -> request(qn, message);
            }
        } catch (IOException e) {
            // The line has gone; the host asks again.
        }
    }

    private void request(String qn, Hj212Message message) throws IOException {
        int answer = judge(message);
        station.write(messages.requestAnswer(qn, answer));
        if (answer == READY) {
            station.write(messages.executionResult(qn, execute(qn, message)));
        }
    }

    private int judge(Hj212Message message) {
        if (!message.mn().equals(settings.peer().mn())) {
            return WRONG_MN;
        }
        String password = settings.peer().pw();
        if (password != null && !password.equals(message.pw())) {
            return WRONG_PASSWORD;
        }
        return KNOWN.contains(message.cn()) ? READY : UNKNOWN_COMMAND;
    }

    private int execute(String qn, Hj212Message message) throws IOException {
        return switch (message.cn()) {
            case Hj212Command.GET_TIME -> value(qn, message, "SystemTime", Hj212Time.seconds(clock.now()));
            case Hj212Command.SET_TIME -> setTime(message);
            case Hj212Command.SET_TIMEOUT -> {
                overTime = Duration.ofSeconds(number(message, "OverTime", (int) overTime.toSeconds()));
                resends = number(message, "ReCount", resends);
                yield DONE;
            }
            case Hj212Command.GET_REAL_TIME_INTERVAL ->
                value(qn, message, "RtdInterval", Long.toString(realTimeInterval.toSeconds()));
            case Hj212Command.SET_REAL_TIME_INTERVAL -> {
                int current = (int) realTimeInterval.toSeconds();
                realTimeInterval = Duration.ofSeconds(number(message, "RtdInterval", current));
                yield DONE;
            }
            case Hj212Command.GET_MINUTE_INTERVAL ->
                value(qn, message, "MinInterval", Long.toString(minuteInterval.toMinutes()));
            case Hj212Command.SET_MINUTE_INTERVAL -> {
                int current = (int) minuteInterval.toMinutes();
                minuteInterval = Duration.ofMinutes(number(message, "MinInterval", current));
                yield DONE;
            }
            case Hj212Command.REAL_TIME_DATA -> {
                sendsRealTime = true;
                station.sendData(message.cn(), AirStation.floor(clock.now(), Duration.ofSeconds(1)));
                yield DONE;
            }
            case Hj212Command.DAY_DATA, Hj212Command.MINUTE_DATA, Hj212Command.HOUR_DATA -> history(message);
            default -> DONE;
        };
    }

    private int value(String qn, Hj212Message asked, String name, String value) throws IOException {
        station.write(messages.value(qn, asked.cn(), name, value));
        return DONE;
    }

    private int setTime(Hj212Message message) {
        var time = message.value("SystemTime").flatMap(Hj212Time::read);
        time.ifPresent(clock::set);
        return time.isPresent() ? DONE : FAILED;
    }

    private int history(Hj212Message message) throws IOException {
        var begin = message.value("BeginTime").flatMap(Hj212Time::read);
        var end = message.value("EndTime").flatMap(Hj212Time::read);
        if (begin.isEmpty() || end.isEmpty()) {
            return FAILED;
        }
        Duration period = StationData.period(message.cn(), minuteInterval);
        Instant first = begin.get().isBefore(settings.since()) ? settings.since() : begin.get();
        Instant now = clock.now();
        int sent = 0;
        for (Instant start = AirStation.ceiling(first, period);
                !start.isAfter(end.get()) && !start.plus(period).isAfter(now) && sent < MAX_PERIODS;
                start = start.plus(period)) {
            station.sendData(message.cn(), start);
            sent++;
        }
        return sent == 0 ? NO_DATA : DONE;
    }

    private static int number(Hj212Message message, String key, int absent) {
        return message.value(key)
                .filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::parseInt)
                .orElse(absent);
    }
}
