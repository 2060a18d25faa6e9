package io.plumewatch.gateway.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.gateway.command.Order;
import io.plumewatch.wire.hj212.CpItem;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTests {

    @ParameterizedTest
    @CsvSource({
        "GET_TIME, 1011",
        "SET_TIME, 1012",
        "GET_REAL_TIME_INTERVAL, 1061",
        "GET_MINUTE_INTERVAL, 1063",
        "START_REAL_TIME_DATA, 2011",
        "STOP_REAL_TIME_DATA, 2012",
        "START_DEVICE_STATE, 2021",
        "STOP_DEVICE_STATE, 2022"
    })
    void becomeTheCommandOfTheStandard(String command, String cn) {
        assertThat(Orders.request("a", Order.of(command)).cn()).isEqualTo(cn);
    }

    @Test
    void askForTheDataOfThePeriodsGivenInLocalTime() {
        Request request = Orders.request("a", history("HOUR", "2026-03-15T00:00:00Z", "2026-03-15T10:00:00+08:00"));

        assertThat(request.cn()).isEqualTo("2061");
        assertThat(request.items())
                .extracting(CpItem::toString)
                .containsExactly("BeginTime=20260315080000", "EndTime=20260315100000");
    }

    @Test
    void refuseAPeriodThatEndsBeforeItBeginsOrIsLongerThanAMonth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orders.request("a", history("DAY", "2026-03-15T00:00:00Z", "2026-03-14T00:00:00Z")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orders.request("a", history("DAY", "2026-03-15T00:00:00Z", "2026-05-14T00:00:00Z")))
                .withMessageContaining("31 days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SET_TIMEOUT", "SET_MINUTE_INTERVAL", "HISTORY", "GET_SERIAL", "GET_INFORMATION", "REQUEST"})
    void nameTheFieldThatIsMissing(String command) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orders.request("a", Order.of(command)))
                .withMessageContaining("is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1072", "1002", "1014", "9012", "11", "2011;CN=1072"})
    void refuseCommandsThatChangeWhoMaySpeakForAStation(String cn) {
        assertThatIllegalArgumentException().isThrownBy(() -> Orders.request("a", generic(cn, Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a&&b", "a,b", "a=b", "a\r\nb"})
    void letNobodyWriteAFrameIntoAValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orders.request("a", generic("3012", Map.of("PolId", value))))
                .withMessageStartingWith("items:");
    }

    @Test
    void takeAnyOtherRequestWithItsItems() {
        Request request = Orders.request("a", generic("3012", Map.of("PolId", "a34004")));

        assertThat(request.cn()).isEqualTo("3012");
        assertThat(request.items()).extracting(CpItem::toString).containsExactly("PolId=a34004");
    }

    private static Order history(String period, String from, String to) {
        return order("HISTORY", period, OffsetDateTime.parse(from), OffsetDateTime.parse(to), null, null);
    }

    private static Order generic(String cn, Map<String, String> items) {
        return order("REQUEST", null, null, null, cn, items);
    }

    private static Order order(
            String command,
            @Nullable String period,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String cn,
            @Nullable Map<String, String> items) {
        return new Order(command, null, null, null, period, from, to, null, null, cn, items);
    }
}
