package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.plumewatch.wire.obd.Octets;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class Hj212DecoderTests {

    private static final String HEAD =
            "QN=20260315101900001;ST=22;CN=2011;PW=123456;MN=410500A8900016F000169DC1;Flag=4;";

    /** Some add milliseconds, others of the same period not. */
    @Test
    void cutsATimeOfDataToSeconds() {
        String segment = HEAD + "CP=&&DataTime=20210305003817123&&";
        Octets frame =
                Hj212Encoder.frame(Octets.of(segment.getBytes(ISO_8859_1))).bytes();

        assertThat(decode(frame).dataTime()).contains(Instant.parse("2021-03-04T16:38:17Z"));
    }

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.hj212.SampleStations#stated")
    void readsEveryFieldOfEveryFrame(JsonNode stated) {
        var message = decode(SampleStations.bytes(stated.path("name").asString()));

        assertThat(message.qn()).isEqualTo(stated.path("QN").asString(null));
        assertThat(message.st()).isEqualTo(stated.path("ST").asString(null));
        assertThat(message.cn()).isEqualTo(stated.path("CN").asString(null));
        assertThat(message.mn()).isEqualTo(stated.path("MN").asString(null));
        var flag = message.flag();
        assertThat(flag == null ? null : Integer.toString(flag.value()))
                .isEqualTo(stated.path("Flag").asString(null));
        assertThat(message.pnum() == null ? null : message.pnum().toString())
                .isEqualTo(stated.path("PNUM").asString(null));
        assertThat(message.pno() == null ? null : message.pno().toString())
                .isEqualTo(stated.path("PNO").asString(null));
        // The frame with a duplicate key is stated with the last value only.
        var items = message.items().stream()
                .map(item -> List.of(item.key(), item.value()))
                .distinct()
                .toList();
        assertThat(items)
                .isEqualTo(stated.path("items")
                        .valueStream()
                        .map(pair -> List.of(pair.get(0).asString(), pair.get(1).asString()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "R20, E2005, false, true",
        "R10, E2005, false, false",
        "S01, E2017, false, true",
        "S07, E2017, true, true",
        "S14, E2017, false, false",
        "S25, E2025, false, true",
        "S26, E2025, false, false"
    })
    void tellsTheEditionsByTheFlag(String name, Edition edition, boolean split, boolean answerWanted) {
        var message = SampleStations.message(name);

        assertThat(message.edition()).isEqualTo(edition);
        assertThat(message.split()).isEqualTo(split);
        assertThat(message.answerWanted()).isEqualTo(answerWanted);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MISSING_QN              | ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=4;CP=&&&&
            FREE_QN                 | QN=1617951053103;ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=4;CP=&&&&
            MISSING_ST              | QN=20260315101900001;CN=2011;MN=410500A8900016F000169DC1;Flag=4;CP=&&&&
            LONG_ST                 | QN=20260315101900001;ST=101;CN=2011;MN=410500A8900016F000169DC1;Flag=4;CP=&&&&
            MISSING_FLAG            | QN=20260315101900001;ST=22;CN=2011;MN=410500A8900016F000169DC1;CP=&&&&
            UNKNOWN_EDITION         | QN=20260315101900001;ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=12;CP=&&&&
            FREE_MN                 | QN=20260315101900001;ST=22;CN=2011;MN=JLYP01_AIR01_0001;Flag=4;CP=&&&&
            ANSWER_WITH_DEVICE_ST   | QN=20260315101900001;ST=22;CN=9014;MN=410500A8900016F000169DC1;Flag=4;CP=&&&&
            ANSWER_WANTS_ANSWER     | QN=20260315101900001;ST=91;CN=9014;MN=410500A8900016F000169DC1;Flag=5;CP=&&&&
            SPLIT_WITHOUT_NUMBERS   | QN=20260315101900001;ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=6;CP=&&&&
            NUMBERS_WITHOUT_SPLIT   | QN=20260315101900001;ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=4;PNUM=2;PNO=1;CP=&&&&
            HEADER_ORDER            | QN=20260315101900001;ST=22;CN=2061;MN=410500A8900016F000169DC1;Flag=6;PNO=0001;PNUM=0002;CP=&&&&
            COMMA_IN_HEADER         | QN=20260315101900001,ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=4;CP=&&&&
            NO_SEMICOLON_BEFORE_CP  | QN=20260315101900001;ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=4CP=&&&&
            UNKNOWN_HEADER_FIELD    | QN=20260315101900001;ST=22;CN=2011;MN=410500A8900016F000169DC1;Flag=4;XY=1;CP=&&&&
            UNKNOWN_COMMAND         | QN=20260315101900001;ST=22;CN=2999;MN=410500A8900016F000169DC1;Flag=4;CP=&&&&
            NAME_CASE               | QN=20260315101900001;ST=22;CN=2011;MN=410500A8900016F000169DC1;FLAG=4;CP=&&&&
            """)
    void namesWhatIsOddAboutAHeader(Deviation deviation, String segment) {
        assertThat(decode(SampleStations.around(segment)).deviations()).containsExactly(deviation);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            BLANKS              | a34004-Rtd=1; a34004-Flag=N
            BLANKS              | a34004-Info =0
            EMPTY_ITEM          | a34004-Rtd=1,a34004-Flag=N;
            EMPTY_ITEM          | a34004-Rtd=1;;a34002-Rtd=2
            COMMA_BETWEEN_ITEMS | BeginTime=20260315080000,EndTime=20260315100000
            COMMA_BETWEEN_ITEMS | a34004-Rtd=1,a34002-Rtd=2
            ITEM_WITHOUT_VALUE  | a34004-Rtd
            NAME_CASE           | CTime=2
            NAME_CASE           | a34004-Avg=1,a34004-flag=N
            FACTOR_MISPRINT     | 34004-Rtd=1
            SUFFIX_MISPRINT     | a34004-td=1
            UNKNOWN_SUFFIX      | a34004-ValidNum=12
            LONG_TIME           | DataTime=20210305003817000
            DUPLICATE_KEY       | a34004-Rtd=1;a34004-Rtd=2
            """)
    void namesWhatIsOddAboutItems(Deviation deviation, String data) {
        var message = decode(SampleStations.around(HEAD + "CP=&&" + data + "&&"));

        assertThat(message.deviations()).containsExactly(deviation);
    }

    @Test
    void namesWhatIsOddAboutTheFrame() {
        String plain = SampleStations.bytes("S14").text();
        assertThat(deviations(plain)).isEmpty();
        assertThat(deviations(SampleStations.bytes("B03").text())).containsExactly(Deviation.PLUS6_LENGTH);
        assertThat(deviations(plain.replace("##0140", "##140"))).containsExactly(Deviation.UNPADDED_LENGTH);
        assertThat(deviations(plain.strip())).containsExactly(Deviation.MISSING_TAIL);
        assertThat(deviations(SampleStations.bytes("S28").text().replace("&&C5C1", "&&c5c1")))
                .containsExactlyInAnyOrder(Deviation.LOWER_CASE_CRC, Deviation.BLANKS);
        String crc =
                Hj212Crc.modbusLowByteFirst(Octets.of(plain.substring(6, 146).getBytes(ISO_8859_1)));
        assertThat(deviations(plain.replace("C301", crc))).containsExactly(Deviation.MODBUS_CRC);
        assertThat(deviations(SampleStations.around(HEAD + "CP=&&PolId=" + "1".repeat(1_000) + "&&")
                        .text()))
                .containsExactly(Deviation.LONG_SEGMENT);
    }

    @Test
    void readsLogTextWithSeparatorsInIt() {
        String text = "//a;b,c=d&&e//f//";
        var message =
                decode(SampleStations.around(HEAD + "CP=&&PolId=a34004;i11001-Info=" + text + ";i12001-Info=0&&"));

        assertThat(message.value("i11001-Info")).contains(text);
        assertThat(message.value("i12001-Info")).contains("0");
        assertThat(message.deviations()).isEmpty();
    }

    @Test
    void readsTextOfOldLoggers() {
        String gbk = new String("//清洁完成//".getBytes(Charset.forName("GBK")), ISO_8859_1);
        var message = decode(SampleStations.around(HEAD + "CP=&&i11001-Info=" + gbk + "&&"));

        assertThat(message.value("i11001-Info")).contains("//清洁完成//");
        assertThat(message.deviations()).containsExactly(Deviation.GBK_TEXT);
    }

    @Test
    void keepsOrderAndDuplicates() {
        var message = decode(SampleStations.bytes("R03"));

        assertThat(message.items()).filteredOn(item -> item.is("a21-rtd")).hasSize(2);
        assertThat(message.items().get(0).key()).isEqualTo("DataTime");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            NO_DATA_AREA  | CP   | QN=1;CN=2011;MN=1;Flag=4
            NO_DATA_AREA  | CP   | QN=1;CN=2011;MN=1;Flag=4;CP=&&a34004-Rtd=1
            NO_DATA_AREA  | CP   | QN=1;CN=2011;MN=1;Flag=4;CP=&&a34004-Rtd=1&&x
            MISSING_FIELD | CN   | QN=1;MN=1;Flag=4;CP=&&&&
            MISSING_FIELD | MN   | QN=1;CN=2011;Flag=4;CP=&&&&
            WRONG_FIELD   | CN   | QN=1;CN=20-11;MN=1;Flag=4;CP=&&&&
            WRONG_FIELD   | ST   | QN=1;ST=22222;CN=2011;MN=1;Flag=4;CP=&&&&
            WRONG_FIELD   | Flag | QN=1;CN=2011;MN=1;Flag=256;CP=&&&&
            WRONG_FIELD   | Flag | QN=1;CN=2011;MN=1;Flag=;CP=&&&&
            WRONG_FIELD   | PNUM | QN=1;CN=2011;MN=1;Flag=6;PNUM=x;PNO=1;CP=&&&&
            """)
    void refusesNamingTheField(Hj212Decoded.Reason reason, String field, String segment) {
        var decoded = Hj212Decoder.decode(Objects.requireNonNull(Hj212FrameCutter.one(SampleStations.around(segment))));

        assertThat(decoded).isInstanceOfSatisfying(Hj212Decoded.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.expected()).isNotEmpty();
        });
    }

    @Test
    void neverPrintsAPassword() {
        var message = decode(SampleStations.around(HEAD + "CP=&&NewPW=654321&&"));

        assertThat(message.toString() + message.items() + Peer.of(message) + SampleStations.frame("S01"))
                .doesNotContain("123456")
                .doesNotContain("654321");
    }

    private static List<Deviation> deviations(String bytes) {
        return List.copyOf(decode(Octets.of(bytes.getBytes(ISO_8859_1))).deviations());
    }

    private static Hj212Message decode(Octets bytes) {
        var cut = new Hj212FrameCutter(2_048).atSilence(Unpooled.wrappedBuffer(bytes.toArray()));
        var frame = cut instanceof Hj212Cut.Frame whole
                ? whole.frame()
                : ((Hj212Cut.BadCheck) Objects.requireNonNull(cut)).frame();
        return ((Hj212Decoded.Ok) Hj212Decoder.decode(frame)).message();
    }
}
