package io.plumewatch.gateway.hj212;

import io.plumewatch.gateway.settings.Bounds;
import io.plumewatch.gateway.tcp.TcpBounds;
import io.plumewatch.gateway.tcp.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the intake of air stations.
 *
 * @param bind address to listen on
 * @param port 0..65,535; 0 = any free one
 * @param trustedNetworks networks (CIDR) from which a right password makes a session ENROLLED
 * @param mnsPerConnection most stations that one connection may speak for, 1..1,000
 * @param segmentBytes longest data segment that is taken, 1,024..9,999 (the standard: 1,024)
 * @param profiles directory with unit profiles that replace or add to those in the jar; empty for none
 * @param limits what a peer may cost
 * @param asking how patient requests are
 * @param automatic what is asked without an operator
 * @param history which missing data are pulled
 * @param joins what is remembered of messages in several packets
 * @param sm4 encrypted content
 * @param tls a second port; a certificate that we trust stands for a network that we trust
 */
@ConfigurationProperties("plumewatch.hj212")
public record Hj212Settings(
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("21200") int port,
        @DefaultValue("127.0.0.0/8") List<String> trustedNetworks,
        @DefaultValue("16") int mnsPerConnection,
        @DefaultValue("4096") int segmentBytes,
        @DefaultValue("") String profiles,
        @DefaultValue TcpBounds limits,
        @DefaultValue Asking asking,
        @DefaultValue Automatic automatic,
        @DefaultValue History history,
        @DefaultValue Joining joins,
        @DefaultValue Sm4 sm4,
        @DefaultValue TlsSettings tls) {

    private static final String PREFIX = "plumewatch.hj212";

    public Hj212Settings {
        trustedNetworks = List.copyOf(trustedNetworks);
        Bounds.present(PREFIX + ".bind", bind);
        Bounds.within(PREFIX + ".port", port, 0, 65_535);
        Bounds.within(PREFIX + ".mns-per-connection", mnsPerConnection, 1, 1_000);
        Bounds.within(PREFIX + ".segment-bytes", segmentBytes, 1_024, 9_999);
        tls.check(PREFIX + ".tls", false);
    }

    /**
     * How patient requests are; the standard's table 1 says 10 s and 3 resends over mobile networks, 5 s over lines.
     *
     * @param timeout for the next sign of the station, 50 ms..99 s
     * @param resends how often a request is sent again that is not answered, 0..99
     * @param longest the most that one request may take in all, 1 s..24 h
     * @param queued most requests that wait behind the pending one of a station, 1..1,000
     * @param tickets most orders of operators that are remembered, 10..100,000
     */
    public record Asking(
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("3") int resends,
            @DefaultValue("30m") Duration longest,
            @DefaultValue("32") int queued,
            @DefaultValue("2000") int tickets) {

        public Asking {
            Bounds.within(PREFIX + ".asking.timeout", timeout, Duration.ofMillis(50), Duration.ofSeconds(99));
            Bounds.within(PREFIX + ".asking.resends", resends, 0, 99);
            Bounds.within(PREFIX + ".asking.longest", longest, Duration.ofSeconds(1), Duration.ofHours(24));
            Bounds.within(PREFIX + ".asking.queued", queued, 1, 1_000);
            Bounds.within(PREFIX + ".asking.tickets", tickets, 10, 100_000);
        }
    }

    /**
     * What is asked of a station without an operator, in the order that the standard recommends after connecting.
     *
     * @param settle how long after its first frame a station is left alone, 0..1 h
     * @param calibrateAbove drift of its clock from which it is set, 1 s..1 h; nothing is set when 0
     * @param calibratePause the least time between two settings of one clock, 1 s..24 h
     * @param edition2005 whether stations of 2005 are asked too
     * @param overTime time-out that stations are given, 1..99 s; 0 leaves theirs
     * @param resends resends that stations are given with it, 1..99
     * @param realTimeInterval of real-time data, 30..3,600 s; 0 leaves theirs
     * @param minuteInterval of minute data in min, a divisor of 60 up to 30; 0 leaves theirs
     */
    public record Automatic(
            @DefaultValue("15s") Duration settle,
            @DefaultValue("60s") Duration calibrateAbove,
            @DefaultValue("10m") Duration calibratePause,
            @DefaultValue("false") boolean edition2005,
            @DefaultValue("0") int overTime,
            @DefaultValue("3") int resends,
            @DefaultValue("0") int realTimeInterval,
            @DefaultValue("0") int minuteInterval) {

        public Automatic {
            Bounds.within(PREFIX + ".automatic.settle", settle, Duration.ZERO, Duration.ofHours(1));
            Bounds.within(PREFIX + ".automatic.calibrate-above", calibrateAbove, Duration.ZERO, Duration.ofHours(1));
            Bounds.within(
                    PREFIX + ".automatic.calibrate-pause", calibratePause, Duration.ofSeconds(1), Duration.ofHours(24));
            Bounds.within(PREFIX + ".automatic.over-time", overTime, 0, 99);
            Bounds.within(PREFIX + ".automatic.resends", resends, 1, 99);
            Bounds.within(PREFIX + ".automatic.real-time-interval", realTimeInterval, 0, 3_600);
            Bounds.within(PREFIX + ".automatic.minute-interval", minuteInterval, 0, 30);
        }
    }

    /**
     * Which missing data are pulled.
     *
     * @param pull whether any are
     * @param window how far back missing periods are remembered, 1..168 h
     * @param delay how long a missing period is waited for before it is pulled, 0..24 h
     * @param pause the least time between two pulls from one station, 1 s..24 h
     * @param pullsPerMinute most pulls from all stations together, 1..10,000
     * @param tries how often the same gap is asked for, 1..10
     * @param periods most periods in one pull, 1..1,440
     */
    public record History(
            @DefaultValue("true") boolean pull,
            @DefaultValue("24") int window,
            @DefaultValue("2m") Duration delay,
            @DefaultValue("1m") Duration pause,
            @DefaultValue("60") int pullsPerMinute,
            @DefaultValue("3") int tries,
            @DefaultValue("60") int periods) {

        public History {
            Bounds.within(PREFIX + ".history.window", window, 1, 168);
            Bounds.within(PREFIX + ".history.delay", delay, Duration.ZERO, Duration.ofHours(24));
            Bounds.within(PREFIX + ".history.pause", pause, Duration.ofSeconds(1), Duration.ofHours(24));
            Bounds.within(PREFIX + ".history.pulls-per-minute", pullsPerMinute, 1, 10_000);
            Bounds.within(PREFIX + ".history.tries", tries, 1, 10);
            Bounds.within(PREFIX + ".history.periods", periods, 1, 1_440);
        }
    }

    /**
     * What is remembered of messages in several packets.
     *
     * @param patience how long after its first packet a message may take, 1 s..1 h
     * @param open most messages at once, 10..100,000
     */
    public record Joining(
            @DefaultValue("60s") Duration patience,
            @DefaultValue("2000") int open) {

        public Joining {
            Bounds.within(PREFIX + ".joins.patience", patience, Duration.ofSeconds(1), Duration.ofHours(1));
            Bounds.within(PREFIX + ".joins.open", open, 10, 100_000);
        }
    }

    /**
     * Encrypted content of the edition 2025.
     *
     * @param keys device number → key as 32 hex digits; who is not listed, or whose profile says plain, may not encrypt
     */
    public record Sm4(@DefaultValue Map<String, String> keys) {

        public Sm4 {
            keys = Map.copyOf(keys);
            for (Map.Entry<String, String> key : keys.entrySet()) {
                if (!key.getValue().matches("[0-9a-fA-F]{32}")) {
                    throw new IllegalArgumentException(
                            PREFIX + ".sm4.keys." + key.getKey() + " must be 32 hexadecimal digits");
                }
            }
        }

        /** Leaves the keys out. */
        @Override
        public String toString() {
            return "Sm4[" + keys.size() + " keys]";
        }
    }
}
