package io.plumewatch.wire.rs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RsJsonContentTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sequence\":1812,|\"sequence\":99999,",
                "\"sequence\":1812,|''",
                "\"replayed\":false,|\"replayed\":true,",
                "\"sentAt\":\"2026-11-22T08:15:02.900+08:00\",|\"sentAt\":\"2026-11-23T10:00:00+08:00\",",
                "\"lane\":2,|\"lane\": 2.0 ,",
                "\"lane\":2,|\"lane\":2,\"vendor\":null,",
                "\"coPercent\":0.03,\"co2Percent\":14.2|\"co2Percent\":14.20,\"coPercent\":3e-2",
                "\"bodyColor\":\"WHITE\"|\"bodyColor\":\"\\u0057HITE\""
            })
    void isTheSameHoweverItIsSent(String piece, String replacement) {
        assertThat(RsJson.contentHash(SamplePass.with(piece, replacement)))
                .isEqualTo(RsJson.contentHash(SamplePass.bytes()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "34.1|34.2",
                "豫H12345|豫H12346",
                "\"FRONT\"|\"REAR\"",
                "2026-11-22T08:15:02.120|2026-11-22T08:15:02.121",
                "\"lane\":2,|''",
                "\"lane\":2,|\"lane\":\"2\",",
                "\"road\":{\"slopeDeg\":1.1}|\"road\":{\"slopeDeg\":1.1,\"sequence\":1}"
            })
    void differsWithTheContent(String piece, String replacement) {
        assertThat(RsJson.contentHash(SamplePass.with(piece, replacement)))
                .isNotEqualTo(RsJson.contentHash(SamplePass.bytes()));
    }

    @Test
    void isALowerCaseSha256EvenOfBrokenJson() {
        assertThat(RsJson.contentHash(SamplePass.bytes())).matches("[0-9a-f]{64}");
        assertThat(RsJson.contentHash("{".getBytes(UTF_8)))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(RsJson.contentHash("[".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"passId\":\"p-1\"}|p-1",
                "{\"plate\":{\"passId\":\"inner\"},\"passId\":\"p-1\",|p-1",
                "{\"passId\":\"p-1\",\"plate\": oops|p-1",
                "{\"plate\": oops,\"passId\":\"p-1\"}|-",
                "{\"plate\":{\"passId\":\"inner\"}}|-",
                "{\"passId\":17}|-",
                "{\"passId\":\"a\\u0000b\"}|-",
                "[\"passId\",\"p-1\"]|-",
                "``|-"
            })
    void findsTheIdToAnswerABrokenPass(String json, String id) {
        assertThat(RsJson.passId(json.getBytes(UTF_8)).orElse(null)).isEqualTo(id);
    }
}
