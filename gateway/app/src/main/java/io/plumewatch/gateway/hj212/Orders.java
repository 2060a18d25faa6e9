package io.plumewatch.gateway.hj212;

import io.plumewatch.gateway.command.Order;
import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Hj212Command;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what an operator asks into a request; refuses with the field and what was expected. */
final class Orders {

    private static final Duration LONGEST_HISTORY = Duration.ofDays(31);
    private static final int MOST_ITEMS = 16;

    /** What would change who may speak for a station: password, MN, key. Done at the station, not from here. */
    private static final Set<String> LOCKED =
            Set.of(Hj212Command.SET_PASSWORD, Hj212Command.ASSIGN_MN, Hj212Command.NEW_KEY);

    private static final Pattern CN = Pattern.compile("[1-3][0-9]{3}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9.:+_-]{0,64}");

    private Orders() {}

    /**
     * Returns the request that an order asks for.
     *
     * @throws IllegalArgumentException naming the field and what was expected
     */
    static Request request(String id, Order order) {
        String command = required("command", order.command());
        return switch (command) {
            case "GET_TIME" -> Request.of(id, Request.FORM.getTime(""));
            case "SET_TIME" -> Request.setTime(id);
            case "SET_TIMEOUT" ->
                Request.of(
                        id,
                        Request.FORM.setTimeout(
                                "", required("seconds", order.seconds()), required("resends", order.resends())));
            case "GET_REAL_TIME_INTERVAL" -> Request.of(id, Request.FORM.getRealTimeInterval(""));
            case "SET_REAL_TIME_INTERVAL" ->
                Request.of(id, Request.FORM.setRealTimeInterval("", required("seconds", order.seconds())));
            case "GET_MINUTE_INTERVAL" -> Request.of(id, Request.FORM.getMinuteInterval(""));
            case "SET_MINUTE_INTERVAL" ->
                Request.of(id, Request.FORM.setMinuteInterval("", required("minutes", order.minutes())));
            case "START_REAL_TIME_DATA" -> Request.of(id, Request.FORM.realTimeData("", true));
            case "STOP_REAL_TIME_DATA" -> Request.of(id, Request.FORM.realTimeData("", false));
            case "START_DEVICE_STATE" -> Request.of(id, Request.FORM.deviceState("", true));
            case "STOP_DEVICE_STATE" -> Request.of(id, Request.FORM.deviceState("", false));
            case "HISTORY" -> history(id, order);
            case "GET_SERIAL" -> Request.of(id, Request.FORM.control("", "3019", code("polId", order.polId())));
            case "GET_INFORMATION" ->
                Request.of(
                        id,
                        Request.FORM.siteInformation(
                                "",
                                order.polId() == null ? "" : code("polId", order.polId()),
                                code("infoId", order.infoId())));
            case "REQUEST" -> generic(id, order);
            default ->
                throw new IllegalArgumentException("command: '" + printable(command) + "' is none of those known");
        };
    }

    private static Request history(String id, Order order) {
        Instant from = instant("from", order.from());
        Instant to = instant("to", order.to());
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST_HISTORY) > 0) {
            throw new IllegalArgumentException("to: must lie 0..31 days behind 'from'");
        }
        String cn = switch (required("period", order.period())) {
            case "MINUTE" -> Hj212Command.MINUTE_DATA;
            case "HOUR" -> Hj212Command.HOUR_DATA;
            case "DAY" -> Hj212Command.DAY_DATA;
            case "RUNNING_TIME" -> Hj212Command.RUNNING_TIME;
            default -> throw new IllegalArgumentException("period: must be MINUTE, HOUR, DAY or RUNNING_TIME");
        };
        return Request.history(id, cn, new Request.History(from, to));
    }

    private static Request generic(String id, Order order) {
        String cn = required("cn", order.cn());
        if (!CN.matcher(cn).matches() || LOCKED.contains(cn)) {
            throw new IllegalArgumentException("cn: must be 1000..3999 and not " + LOCKED);
        }
        Map<String, String> given = order.items() == null ? Map.of() : order.items();
        if (given.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("items: at most " + MOST_ITEMS);
        }
        List<CpItem> items = new ArrayList<>();
        given.forEach((name, value) -> {
            if (value == null
                    || !NAME.matcher(name).matches()
                    || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("items: names of letters, digits and '-', values up to 64 characters"
                        + " of letters, digits and .:+_-");
            }
            items.add(new CpItem(name, value, items.size()));
        });
        return new Request(id, cn, items, null);
    }

    private static String code(String field, @Nullable String value) {
        String code = required(field, value);
        if (!NAME.matcher(code).matches()) {
            throw new IllegalArgumentException(field + ": must be a code such as a34004 or i12001");
        }
        return code;
    }

    private static Instant instant(String field, @Nullable OffsetDateTime value) {
        return required(field, value).toInstant();
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": is missing");
        }
        return value;
    }

    private static String printable(String text) {
        return text.length() <= 32 && NAME.matcher(text.replace('_', '-')).matches() ? text : "…";
    }
}
