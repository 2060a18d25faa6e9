package io.plumewatch.wire.hj212;

import java.util.Map;

/** The commands (CN) and what they are called. */
public final class Hj212Command {

    public static final String SET_TIMEOUT = "1000";
    public static final String HARDWARE = "1001";
    public static final String ASSIGN_MN = "1002";
    public static final String GET_TIME = "1011";
    public static final String SET_TIME = "1012";
    public static final String ASK_CALIBRATION_OF_TIME = "1013";
    public static final String NEW_KEY = "1014";
    public static final String GET_REAL_TIME_INTERVAL = "1061";
    public static final String SET_REAL_TIME_INTERVAL = "1062";
    public static final String GET_MINUTE_INTERVAL = "1063";
    public static final String SET_MINUTE_INTERVAL = "1064";
    public static final String SET_PASSWORD = "1072";
    public static final String REAL_TIME_DATA = "2011";
    public static final String STOP_REAL_TIME_DATA = "2012";
    public static final String DEVICE_STATE = "2021";
    public static final String STOP_DEVICE_STATE = "2022";
    public static final String DAY_DATA = "2031";
    public static final String RUNNING_TIME = "2041";
    public static final String MINUTE_DATA = "2051";
    public static final String HOUR_DATA = "2061";
    public static final String BOOT = "2081";
    public static final String SITE_INFORMATION = "3020";
    public static final String REQUEST_ANSWER = "9011";
    public static final String EXECUTION_RESULT = "9012";
    public static final String NOTICE_ANSWER = "9013";
    public static final String DATA_ANSWER = "9014";
    public static final String HEARTBEAT = "9015";
    public static final String LOGIN_2005 = "9021";

    /** ST of the answers and of whatever concerns the interaction itself. */
    public static final String ST_INTERACTION = "91";

    /** ST of stations for ambient air. */
    public static final String ST_AMBIENT_AIR = "22";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(SET_TIMEOUT, "set time-out and resends"),
            Map.entry(HARDWARE, "hardware serial numbers"),
            Map.entry(ASSIGN_MN, "assign MN"),
            Map.entry(GET_TIME, "get time"),
            Map.entry(SET_TIME, "set time"),
            Map.entry(ASK_CALIBRATION_OF_TIME, "asks for calibration of its clock"),
            Map.entry(NEW_KEY, "new key"),
            Map.entry(GET_REAL_TIME_INTERVAL, "get interval of real-time data"),
            Map.entry(SET_REAL_TIME_INTERVAL, "set interval of real-time data"),
            Map.entry(GET_MINUTE_INTERVAL, "get interval of minute data"),
            Map.entry(SET_MINUTE_INTERVAL, "set interval of minute data"),
            Map.entry(SET_PASSWORD, "set password"),
            Map.entry(REAL_TIME_DATA, "real-time data"),
            Map.entry(STOP_REAL_TIME_DATA, "stop real-time data"),
            Map.entry("2013", "raw monitoring data"),
            Map.entry(DEVICE_STATE, "device state"),
            Map.entry(STOP_DEVICE_STATE, "stop device state"),
            Map.entry(DAY_DATA, "day data"),
            Map.entry(RUNNING_TIME, "running time of a day"),
            Map.entry(MINUTE_DATA, "minute data"),
            Map.entry("2052", "single noise measurement"),
            Map.entry(HOUR_DATA, "hour data"),
            Map.entry("2062", "automatic check with a standard sample"),
            Map.entry(BOOT, "start of the logger"),
            Map.entry("2111", "five-minute temperature of a furnace"),
            Map.entry("3011", "zero and span calibration"),
            Map.entry("3012", "sample now"),
            Map.entry("3013", "clean or blow back"),
            Map.entry("3014", "comparison sample"),
            Map.entry("3015", "keep a sample on exceedance"),
            Map.entry("3016", "set sampling period"),
            Map.entry("3017", "get sampling period"),
            Map.entry("3018", "get time to result"),
            Map.entry("3019", "get unique number"),
            Map.entry(SITE_INFORMATION, "site information"),
            Map.entry("3021", "set site parameters"),
            Map.entry("3022", "keep a sample now"),
            Map.entry("3024", "start a check with a standard sample"),
            Map.entry(REQUEST_ANSWER, "answer to a request"),
            Map.entry(EXECUTION_RESULT, "result of execution"),
            Map.entry(NOTICE_ANSWER, "answer to a notice"),
            Map.entry(DATA_ANSWER, "answer to data"),
            Map.entry(HEARTBEAT, "heartbeat"),
            Map.entry(LOGIN_2005, "login of 2005"));

    private Hj212Command() {}

    /** Returns whether an edition, or old practice, knows the command. */
    public static boolean isKnown(String cn) {
        return NAMES.containsKey(cn);
    }

    /** Returns what the command is called; empty for one that no edition knows. */
    public static String name(String cn) {
        return NAMES.getOrDefault(cn, "");
    }

    /** Returns whether this answers something and so never gets an answer itself: 9011–9014. */
    public static boolean isAnswer(String cn) {
        return switch (cn) {
            case REQUEST_ANSWER, EXECUTION_RESULT, NOTICE_ANSWER, DATA_ANSWER -> true;
            default -> false;
        };
    }

    /** Returns whether the message is one that a notice's answer (9013) confirms: clock, hardware, heartbeat. */
    public static boolean isNotice(String cn) {
        return switch (cn) {
            case ASK_CALIBRATION_OF_TIME, STOP_REAL_TIME_DATA, STOP_DEVICE_STATE, HARDWARE, HEARTBEAT -> true;
            default -> false;
        };
    }
}
