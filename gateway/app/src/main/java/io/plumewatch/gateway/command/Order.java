package io.plumewatch.gateway.command;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of a station.
 *
 * @param command {@code GET_TIME}, {@code SET_TIME}, {@code SET_TIMEOUT}, {@code GET_REAL_TIME_INTERVAL},
 *     {@code SET_REAL_TIME_INTERVAL}, {@code GET_MINUTE_INTERVAL}, {@code SET_MINUTE_INTERVAL},
 *     {@code START_REAL_TIME_DATA}, {@code STOP_REAL_TIME_DATA}, {@code START_DEVICE_STATE}, {@code STOP_DEVICE_STATE},
 *     {@code HISTORY}, {@code GET_SERIAL}, {@code GET_INFORMATION} or {@code REQUEST}
 * @param seconds of SET_TIMEOUT (1..99) or SET_REAL_TIME_INTERVAL (30..3600)
 * @param resends of SET_TIMEOUT, 1..99
 * @param minutes of SET_MINUTE_INTERVAL, a divisor of 60 up to 30
 * @param period of HISTORY: {@code MINUTE}, {@code HOUR}, {@code DAY} or {@code RUNNING_TIME}
 * @param from start of the first period of HISTORY
 * @param to start of the last period of HISTORY
 * @param polId factor code of GET_SERIAL and GET_INFORMATION
 * @param infoId information code of GET_INFORMATION
 * @param cn command number of REQUEST
 * @param items data area of REQUEST
 */
public record Order(
        @Nullable String command,
        @Nullable Integer seconds,
        @Nullable Integer resends,
        @Nullable Integer minutes,
        @Nullable String period,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to,
        @Nullable String polId,
        @Nullable String infoId,
        @Nullable String cn,
        @Nullable Map<String, String> items) {

    /** Makes an order that needs nothing but its command. */
    public static Order of(String command) {
        return new Order(command, null, null, null, null, null, null, null, null, null, null);
    }
}
