package io.plumewatch.gateway.hj212;

import io.plumewatch.gateway.command.Order;
import io.plumewatch.gateway.command.OrderRefused;
import io.plumewatch.gateway.command.StationCommands;
import io.plumewatch.gateway.command.Ticket;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.log.LogEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections to air stations share: who is online, what is missing, what was asked. Thread safe. */
final class Hj212Desk implements StationCommands {

    private static final Logger log = LoggerFactory.getLogger(Hj212Desk.class);
    private static final int MOST_STATIONS = 20_000;
    private static final long PATIENCE_SECONDS = 2;

    private final Hj212Settings settings;
    private final Hj212Server.Parts parts;
    private final InstantSource clock;
    private final Sessions sessions = new Sessions();
    private final Hj212Judge judge;
    private final Dialogue.Rules rules;
    private final QnSource qns = new QnSource();
    private final PullRate rate;
    private final Joins joins;
    private final Tickets tickets;
    private final Map<String, Hj212Line> online = new ConcurrentHashMap<>();
    private final Map<String, Gaps> gaps = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Gaps> eldest) {
            return size() > MOST_STATIONS;
        }
    };

    Hj212Desk(
            Hj212Settings settings,
            UnitProfiles profiles,
            Hj212Server.Parts parts,
            InstantSource clock,
            TimeRules times,
            String gatewayId) {
        this.settings = settings;
        this.parts = parts;
        this.clock = clock;
        this.judge = new Hj212Judge(settings, profiles, sessions, times, parts, gatewayId);
        Hj212Settings.Asking asking = settings.asking();
        this.rules = new Dialogue.Rules(asking.timeout(), asking.resends(), asking.longest(), asking.queued());
        this.rate = new PullRate(settings.history().pullsPerMinute());
        this.joins = new Joins(settings.joins().patience(), settings.joins().open());
        this.tickets = new Tickets(asking.tickets());
    }

    Hj212Settings settings() {
        return settings;
    }

    Hj212Server.Parts parts() {
        return parts;
    }

    Sessions sessions() {
        return sessions;
    }

    Hj212Judge judge() {
        return judge;
    }

    Instant now() {
        return clock.instant();
    }

    void event(String event) {
        parts.counters().event(Protocol.HJ212, event);
    }

    Station station(Accepted first) {
        return new Station(first, new Dialogue(rules, qns), gaps(first), rate, settings.automatic());
    }

    void online(String deviceNo, Hj212Line line) {
        online.put(deviceNo, line);
    }

    void offline(String deviceNo, Hj212Line line) {
        online.remove(deviceNo, line);
    }

    boolean isStored(LogEntry entry) {
        return parts.recent().has(recentKey(entry), entry.key());
    }

    void stored(LogEntry entry) {
        parts.recent().stored(recentKey(entry), entry.key());
    }

    private static String recentKey(LogEntry entry) {
        // What came from a stranger first must not keep the same from its owner out.
        return entry.kind() + "/" + entry.trust() + "/" + entry.key();
    }

    /** Counts data that came for the first time, and what its time and numbering show to be missing. */
    void count(Accepted accepted) {
        Hj212Message message = accepted.message();
        Instant now = accepted.receivedAt();
        Optional<Instant> dataTime = message.dataTime();
        int missing = dataTime.map(start -> gaps(accepted).received(message.cn(), start, now))
                .orElse(0);
        parts.seen().count(accepted.device().deviceNo(), 1, missing, now);
        Integer pnum = message.pnum();
        Integer pno = message.pno();
        if (message.split() && pnum != null && pno != null) {
            String st = message.st() == null ? "" : message.st();
            String time = message.value("DataTime").orElse("");
            var key = new Joins.Key(accepted.device().deviceNo(), st, message.cn(), time, pnum);
            if (joins.add(key, pno, now)) {
                event("joined");
            }
        }
    }

    /** Counts messages of which packets will not come any more. */
    void expireJoins() {
        Instant now = now();
        for (Joins.Incomplete incomplete : joins.expire(now)) {
            event("incomplete_join");
            parts.seen().count(incomplete.deviceNo(), 0, incomplete.packets(), now);
        }
    }

    void progress(String deviceNo, Dialogue.Step.Progress progress) {
        Request request = progress.request();
        Outcome outcome = progress.outcome();
        tickets.note(request.id(), outcome, now());
        if (!outcome.state().isFinal()) {
            return;
        }
        event("request_" + outcome.state().name().toLowerCase(Locale.ROOT));
        if (request.id().equals(Request.AUTOMATIC)) {
            pulled(deviceNo, request);
        } else {
            log.info("Order {} to station {}: {}, {}", request.id(), deviceNo, outcome.state(), outcome.meaning());
        }
    }

    private void pulled(String deviceNo, Request request) {
        Gaps known;
        synchronized (gaps) {
            known = gaps.get(deviceNo);
        }
        if (known != null) {
            known.pulled(request);
        }
    }

    private Gaps gaps(Accepted accepted) {
        synchronized (gaps) {
            return gaps.computeIfAbsent(
                    accepted.device().deviceNo(),
                    unused -> new Gaps(settings.history(), accepted.profile().minuteInterval()));
        }
    }

    @Override
    public Ticket ask(String deviceNo, Order order, String person) {
        String id = UUID.randomUUID().toString();
        Request request = request(id, order);
        Hj212Line line = online.get(deviceNo);
        if (line == null) {
            throw new OrderRefused(
                    OrderRefused.Why.STATION_OFFLINE, "the station is not connected to this gateway; ask again later");
        }
        log.info("Order {} to station {}: {} ({}) asked by {}", id, deviceNo, order.command(), request.cn(), person);
        Ticket ticket = tickets.open(id, deviceNo, String.valueOf(order.command()), now());
        if (!taken(line, deviceNo, request)) {
            tickets.forget(id);
            throw new OrderRefused(
                    OrderRefused.Why.TOO_MANY, "the station has gone or has too many orders to do; ask again later");
        }
        return ticket;
    }

    private static Request request(String id, Order order) {
        try {
            return Orders.request(id, order);
        } catch (IllegalArgumentException e) {
            throw new OrderRefused(OrderRefused.Why.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static boolean taken(Hj212Line line, String deviceNo, Request request) {
        try {
            return line.ask(deviceNo, request)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            return false;
        }
    }

    @Override
    public Optional<Ticket> ticket(String deviceNo, String id) {
        return tickets.find(deviceNo, id);
    }
}
