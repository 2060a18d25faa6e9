package io.plumewatch.wire.hj212;

import java.time.Instant;

/**
 * What a host tells a station. Every request takes the QN that all answers to it will repeat
 * ({@link Hj212Time#millis}); an answer takes the QN of what it answers.
 */
public final class HostMessages {

    private final Peer peer;

    public HostMessages(Peer peer) {
        this.peer = peer;
    }

    /** 9014: the data with this QN are safe. */
    public Hj212Message dataAnswer(String qn) {
        return peer.answer(qn, Hj212Command.DATA_ANSWER);
    }

    /** 9013: the notice with this QN has come, a heartbeat (9015) too. */
    public Hj212Message noticeAnswer(String qn) {
        return peer.answer(qn, Hj212Command.NOTICE_ANSWER);
    }

    /** 1000: the station is to wait so long for an answer, 1..99 s, and to send again so often, 1..99. */
    public Hj212Message setTimeout(String qn, int seconds, int resends) {
        within("OverTime", seconds, 1, 99);
        within("ReCount", resends, 1, 99);
        return peer.request(
                qn,
                Hj212Command.SET_TIMEOUT,
                "OverTime",
                Integer.toString(seconds),
                "ReCount",
                Integer.toString(resends));
    }

    /** 1011: what time is it? */
    public Hj212Message getTime(String qn) {
        return peer.request(qn, Hj212Command.GET_TIME);
    }

    /** 1012: it is this time, to the second. */
    public Hj212Message setTime(String qn, Instant time) {
        return peer.request(qn, Hj212Command.SET_TIME, "SystemTime", Hj212Time.seconds(time));
    }

    /** 1061: how often do real-time data come? */
    public Hj212Message getRealTimeInterval(String qn) {
        return peer.request(qn, Hj212Command.GET_REAL_TIME_INTERVAL);
    }

    /** 1062: real-time data are to come every 30..3600 s. */
    public Hj212Message setRealTimeInterval(String qn, int seconds) {
        within("RtdInterval", seconds, 30, 3_600);
        return peer.request(qn, Hj212Command.SET_REAL_TIME_INTERVAL, "RtdInterval", Integer.toString(seconds));
    }

    /** 1063: how long is a period of minute data? */
    public Hj212Message getMinuteInterval(String qn) {
        return peer.request(qn, Hj212Command.GET_MINUTE_INTERVAL);
    }

    /** 1064: a period of minute data is to have so many minutes, a divisor of 60 up to 30. */
    public Hj212Message setMinuteInterval(String qn, int minutes) {
        within("MinInterval", minutes, 1, 30);
        if (60 % minutes != 0) {
            throw new IllegalArgumentException("MinInterval is " + minutes + " but must divide 60");
        }
        return peer.request(qn, Hj212Command.SET_MINUTE_INTERVAL, "MinInterval", Integer.toString(minutes));
    }

    /** 1072: a new password of 6 characters. */
    public Hj212Message setPassword(String qn, String password) {
        if (password.length() != 6) {
            throw new IllegalArgumentException("NewPW has " + password.length() + " characters but must have 6");
        }
        return peer.request(qn, Hj212Command.SET_PASSWORD, "NewPW", password);
    }

    /** 2011 or 2012: start or stop sending real-time data. */
    public Hj212Message realTimeData(String qn, boolean on) {
        return peer.request(qn, on ? Hj212Command.REAL_TIME_DATA : Hj212Command.STOP_REAL_TIME_DATA);
    }

    /** 2021 or 2022: start or stop sending the state of devices. */
    public Hj212Message deviceState(String qn, boolean on) {
        return peer.request(qn, on ? Hj212Command.DEVICE_STATE : Hj212Command.STOP_DEVICE_STATE);
    }

    /** 2031, 2041, 2051 or 2061: the data of the periods that start between the two, both included. */
    public Hj212Message history(String qn, String cn, Instant begin, Instant end) {
        return switch (cn) {
            case Hj212Command.DAY_DATA, Hj212Command.RUNNING_TIME, Hj212Command.MINUTE_DATA, Hj212Command.HOUR_DATA ->
                peer.request(qn, cn, "BeginTime", Hj212Time.seconds(begin), "EndTime", Hj212Time.seconds(end));
            default ->
                throw new IllegalArgumentException("command " + cn + " asks for no history: 2031, 2041, 2051 or 2061");
        };
    }

    /** 3011..3014, 3022 or 3024: an order to the instrument of a factor. */
    public Hj212Message control(String qn, String cn, String polId) {
        return peer.request(qn, cn, "PolId", polId);
    }

    /** 3020: a piece of site information, with the factor it belongs to where it belongs to one. */
    public Hj212Message siteInformation(String qn, String polId, String infoId) {
        return polId.isEmpty()
                ? peer.request(qn, Hj212Command.SITE_INFORMATION, "InfoId", infoId)
                : peer.request(qn, Hj212Command.SITE_INFORMATION, "PolId", polId, "InfoId", infoId);
    }

    /** 1002 of 2025: the station's number from now on. */
    public Hj212Message assignMn(String qn, String mn) {
        return peer.request(qn, Hj212Command.ASSIGN_MN, "i23005-Info", mn);
    }

    /** 1014 of 2025: a new key of 16 characters, and when it was made. */
    public Hj212Message newKey(String qn, Instant created, String key) {
        if (key.length() != Sm4Content.KEY_LENGTH) {
            throw new IllegalArgumentException("NewSK has " + key.length() + " characters but must have 16");
        }
        return peer.request(qn, Hj212Command.NEW_KEY, "SKCreateTime", Hj212Time.millis(created), "NewSK", key);
    }

    private static void within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " is " + value + " but must be " + low + ".." + high);
        }
    }
}
