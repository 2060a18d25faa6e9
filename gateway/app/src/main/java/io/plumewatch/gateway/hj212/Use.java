package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.Hj212Command;

/** What is to be done with what a station sends. */
enum Use {
    /** Goes to the log, and is answered with 9014 when the log has it. */
    DATA,
    /**
     * Answers one of our questions under its own command; answered with 9014, and told to who asked. How long a period
     * of minute data is goes to the log as well.
     */
    VALUE,
    /** Is answered with 9013: a heartbeat, a wish to have the clock set, serial numbers, a login of 2005. */
    NOTICE,
    /** Answers us (9011–9014) and so never gets an answer. */
    ANSWER,
    /** Nothing that a station has to tell us. */
    UNREADABLE;

    static Use of(String cn) {
        if (Hj212Command.isAnswer(cn)) {
            return ANSWER;
        }
        if (Hj212Command.isNotice(cn) || cn.equals(Hj212Command.LOGIN_2005)) {
            return NOTICE;
        }
        return switch (cn.isEmpty() ? ' ' : cn.charAt(0)) {
            case '1' -> VALUE;
            case '2', '3' -> DATA;
            default -> UNREADABLE;
        };
    }
}
