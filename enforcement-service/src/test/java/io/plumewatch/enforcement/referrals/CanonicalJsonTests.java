package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class CanonicalJsonTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(textBlock = """
            0000000000000000, 0
            8000000000000000, 0
            0000000000000001, 5e-324
            8000000000000001, -5e-324
            7fefffffffffffff, 1.7976931348623157e+308
            ffefffffffffffff, -1.7976931348623157e+308
            4340000000000000, 9007199254740992
            c340000000000000, -9007199254740992
            4430000000000000, 295147905179352830000
            44b52d02c7e14af5, 9.999999999999997e+22
            44b52d02c7e14af6, 1e+23
            44b52d02c7e14af7, 1.0000000000000001e+23
            444b1ae4d6e2ef4e, 999999999999999700000
            444b1ae4d6e2ef4f, 999999999999999900000
            444b1ae4d6e2ef50, 1e+21
            3eb0c6f7a0b5ed8c, 9.999999999999997e-7
            3eb0c6f7a0b5ed8d, 0.000001
            41b3de4355555553, 333333333.3333332
            41b3de4355555554, 333333333.33333325
            41b3de4355555555, 333333333.3333333
            41b3de4355555556, 333333333.3333334
            41b3de4355555557, 333333333.33333343
            becbf647612f3696, -0.0000033333333333333333
            43143ff3c1cb0959, 1424953923781206.2
            """)
    void writesTheNumbersOfTheStandardsTable(String bits, String expected) {
        assertThat(EcmaNumber.text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatJsonDoesNotHave(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaNumber.text(value));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"34.1, 34.1", "30.0, 30", "0.002, 0.002", "2.2E-322, 2.2e-322", "1500, 1500", "113.2418, 113.2418"})
    void writesTheFewestDigits(double value, String expected) {
        assertThat(EcmaNumber.text(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20261122})
    void readsBackEveryNumberAsTheSameDouble(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = EcmaNumber.text(value);
                assertThat(Double.parseDouble(text))
                        .as("seed %d, try %d: %s", seed, i, text)
                        .isEqualTo(value);
                assertThat(digits(text))
                        .hasSizeLessThanOrEqualTo(digits(Double.toString(value)).length());
            }
        }
    }

    @Test
    void ordersEscapesAndShortensAsTheStandardsExample() {
        String input = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """;
        assertThat(canonical(input)).isEqualTo("""
                {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }

    @Test
    void ordersMembersByUtf16CodeUnits() {
        String input = """
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                 "\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}
                """;
        assertThat(canonical(input).replaceAll("\"[^\"]*\":", "")).isEqualTo("""
                        {"Carriage Return","One","Control","Latin Small Letter O With Diaeresis","Euro Sign",\
                        "Emoji: Grinning Face","Hebrew Letter Dalet With Dagesh"}""");
    }

    @Test
    void keepsChineseAsItIs() {
        assertThat(canonical("{\"plate\":\"\\u8c6bH12345\"}")).isEqualTo("{\"plate\":\"豫H12345\"}");
    }

    @Test
    void refusesHalfACharacter() {
        var node = JsonNodeFactory.instance.stringNode("a\ud83d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.of(node))
                .withMessageContaining("1");
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.of(JSON.readTree(json)), UTF_8);
    }

    private static String digits(String number) {
        return number.replaceAll("[eE].*", "").replaceAll("[-.]", "").replaceAll("^0+|0+$", "");
    }
}
