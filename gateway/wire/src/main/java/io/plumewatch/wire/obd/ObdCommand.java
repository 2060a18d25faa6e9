package io.plumewatch.wire.obd;

/** Command codes of a terminal's frames. Codes 0x81..0xFE are the vendors'. */
public final class ObdCommand {

    public static final int LOGIN = 0x01;
    public static final int REAL_TIME = 0x02;
    public static final int SUPPLEMENTARY = 0x03;
    public static final int LOGOUT = 0x04;
    public static final int TIME_SYNC = 0x05;
    public static final int TAMPER_ALARM = 0x06;
    /** From a terminal the activation; between platforms the platform's login. */
    public static final int ACTIVATION = 0x07;
    /** To a terminal the answer to its activation; between platforms the platform's logout. */
    public static final int ACTIVATION_ANSWER = 0x08;

    public static final int KEY_EXCHANGE = 0x09;

    private ObdCommand() {}
}
