package io.plumewatch.gateway.hj212;

import java.util.Optional;

/** What the numbers in QnRtn (answer 9011) and ExeRtn (answer 9012) say. */
final class ResultCode {

    /** QnRtn: the station will do it. ExeRtn: the station has done it. */
    static final int FINE = 1;

    /** ExeRtn: the station has no data for this. */
    static final int NO_DATA = 100;

    private ResultCode() {}

    /** Returns what QnRtn says about a request. */
    static String ofRequest(int qnRtn) {
        return switch (qnRtn) {
            case FINE -> "ready";
            case 2 -> "refused";
            case 3 -> "PW wrong";
            case 4 -> "MN wrong";
            case 5 -> "ST wrong";
            case 6 -> "Flag wrong";
            case 7 -> "QN wrong";
            case 8 -> "CN wrong";
            case 9 -> "CRC wrong";
            case 100 -> "unknown reason";
            default -> "QnRtn " + qnRtn + ", which the standard does not list";
        };
    }

    /** Returns what ExeRtn says about an execution. */
    static String ofExecution(int exeRtn) {
        return switch (exeRtn) {
            case FINE -> "done";
            case 2 -> "failed for a reason it does not know";
            case 3 -> "condition error";
            case 4 -> "communication time-out";
            case 5 -> "busy";
            case 6 -> "system fault";
            case NO_DATA -> "no data";
            default -> "ExeRtn " + exeRtn + ", which the standard does not list";
        };
    }

    /** Reads a code, 0..99999; empty when it is no number. */
    static Optional<Integer> read(String text) {
        return text.matches("[0-9]{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
