package io.plumewatch.enforcement.cases;

/** The rules that a case may rest on. */
final class Rules {

    /** Two consecutive exceedances of one pollutant by remote sensing, HJ 845-2017 chapter 6. */
    static final String TWO_CONSECUTIVE = "RS_TWO_CONSECUTIVE";

    /** Driving on after the repair deadline, a new act of its own. */
    static final String BLACKLISTED_ON_ROAD = "BLACKLISTED_ON_ROAD";

    private Rules() {}
}
