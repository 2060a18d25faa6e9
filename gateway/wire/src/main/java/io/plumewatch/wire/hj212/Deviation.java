package io.plumewatch.wire.hj212;

/** In what a message departs from the standard and is accepted all the same. The numbers per constant are a metric. */
public enum Deviation {
    /** The length counts the check value and CR LF too. */
    PLUS6_LENGTH("the length counts the check value and CR LF too"),
    /** The length lacks its leading zeros. */
    UNPADDED_LENGTH("the length lacks its leading zeros"),
    /** The check value is in lower case. */
    LOWER_CASE_CRC("the check value is in lower case"),
    /** The check value is Modbus' CRC-16, low byte first. */
    MODBUS_CRC("the check value is the CRC of Modbus, low byte first"),
    /** CR LF is missing or not whole. */
    MISSING_TAIL("CR LF is missing behind the check value"),
    /** The segment is longer than 1024 bytes. */
    LONG_SEGMENT("the segment is longer than 1024 bytes"),
    /** There is no QN. */
    MISSING_QN("there is no QN"),
    /** The QN is not a time of 17 digits. */
    FREE_QN("the QN is no time of 17 digits"),
    /** There is no ST. */
    MISSING_ST("there is no ST"),
    /** The ST has not two characters. */
    LONG_ST("the ST has not two characters"),
    /** There is no Flag. */
    MISSING_FLAG("there is no Flag"),
    /** The version bits of the Flag name no edition. */
    UNKNOWN_EDITION("the version bits of the Flag name no edition"),
    /** The MN is not 24 upper-case hexadecimal digits. Hardly any is: counted, and no reason to warn. */
    FREE_MN("the MN is not 24 upper-case hexadecimal digits"),
    /** An answer carries the ST of the device instead of 91. */
    ANSWER_WITH_DEVICE_ST("an answer carries the ST of the device instead of 91"),
    /** An answer asks for an answer. */
    ANSWER_WANTS_ANSWER("an answer asks for an answer, and gets none"),
    /** The Flag announces several packets and PNUM or PNO is missing. */
    SPLIT_WITHOUT_NUMBERS("the Flag announces several packets, PNUM or PNO is missing"),
    /** PNUM or PNO stands there and the Flag announces one packet. */
    NUMBERS_WITHOUT_SPLIT("PNUM or PNO stands there, the Flag announces one packet"),
    /** The header's fields stand in another order. */
    HEADER_ORDER("the fields of the header stand in another order"),
    /** A comma stands for a semicolon in the header. */
    COMMA_IN_HEADER("a comma stands for a semicolon in the header"),
    /** The semicolon before CP is missing. */
    NO_SEMICOLON_BEFORE_CP("the semicolon before CP is missing"),
    /** The header holds a field that no edition knows, or none with a value. */
    UNKNOWN_HEADER_FIELD("the header holds a field that no edition knows"),
    /** Blanks stand around an item, a name or a value. */
    BLANKS("blanks stand around a name or a value"),
    /** A semicolon or comma stands before the closing marks, or two in a row. */
    EMPTY_ITEM("a separator stands with nothing behind it"),
    /** Items of different factors are separated by a comma. */
    COMMA_BETWEEN_ITEMS("a comma stands for a semicolon between items"),
    /** An item has no equals sign. */
    ITEM_WITHOUT_VALUE("an item has no equals sign"),
    /** A name is written in another case than the standard's, as {@code CTime} or {@code -flag}. */
    NAME_CASE("a name is written in another case than the standard's"),
    /** A factor code has lost its first letter. */
    FACTOR_MISPRINT("a factor code has lost its first letter"),
    /** A suffix is misprinted, as {@code -td}. */
    SUFFIX_MISPRINT("a suffix is misprinted"),
    /** A suffix that the standard does not list; kept as text. */
    UNKNOWN_SUFFIX("a suffix that the standard does not list"),
    /** A time of the data area has 17 digits. */
    LONG_TIME("a time of the data area has milliseconds"),
    /** A key stands there twice; the last one counts. */
    DUPLICATE_KEY("a key stands there twice, the last one counts"),
    /** Text is in GBK instead of UTF-8. */
    GBK_TEXT("text is in GBK instead of UTF-8"),
    /** A command that no edition knows. */
    UNKNOWN_COMMAND("a command that no edition knows");

    private final String text;

    Deviation(String text) {
        this.text = text;
    }

    /** Returns a sentence for people. */
    public String text() {
        return text;
    }
}
