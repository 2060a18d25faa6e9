package io.plumewatch.enforcement.alerts;

import java.util.Arrays;
import java.util.Collection;

/** Why a crew is alerted; the gravest first. */
enum Reason {
    BLACKLISTED("黑名单车辆", "Blacklisted vehicle"),
    SCRAPPED("报废或作废车辆上路", "Scrapped or void vehicle on the road"),
    EXCEEDANCE_NOW("刚刚超标", "Over the limit just now"),
    /** Its terminal told of its own removal, and has been silent since. */
    OBD_TAMPER("OBD 终端报告被拆除", "OBD terminal reported its removal"),
    /** The plate was read badly and may have been that of a locked vehicle: look before stopping anybody. */
    POSSIBLE_MATCH("疑似黑名单车辆，请核对号牌", "May be a blacklisted vehicle: check the plate");

    private final String chinese;
    private final String english;

    Reason(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    String chinese() {
        return chinese;
    }

    String english() {
        return english;
    }

    /** Returns the gravest of some reasons, given by name. */
    static Reason gravest(Collection<String> names) {
        return Arrays.stream(values())
                .filter(reason -> names.contains(reason.name()))
                .findFirst()
                .orElseThrow();
    }
}
