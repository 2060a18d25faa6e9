package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the intake of remote-sensing units.
 *
 * @param url broker, {@code tcp://host:port} or {@code ssl://host:port}
 * @param username user name of the gateway at the broker
 * @param password its password; empty = none
 * @param clientId names the gateway's persistent session; two gateways never share one
 * @param receiveMaximum most messages that the broker hands over before the first is acknowledged, 1..65,535; large, for
 *     what waits here can be overtaken and what waits at the broker cannot
 * @param queueBytes most bytes that wait to be judged or acknowledged, 4 MiB..1 GiB; beyond them nothing is read from the broker
 * @param keepAlive how soon a dead connection is noticed, 5..300 s
 * @param sessionExpiry how long the broker keeps what comes while the gateway is away, 1 min..24 days:
 *     brokers are known that count it in milliseconds in 32 bits, and end longer sessions at once
 * @param sharedGroup name of the group of gateways that share the load; empty = this gateway is the only one
 * @param codeMaps directory with code maps of the national record that replace or add to those in the jar; empty for none
 * @param ca PEM file of the authorities that sign the broker's certificate; empty = those of the JVM
 * @param limits what may be under way at the same time
 * @param rates how fast units are answered
 */
@ConfigurationProperties("plumewatch.mqtt")
public record MqttSettings(
        @DefaultValue("tcp://127.0.0.1:1883") String url,
        @DefaultValue("plumewatch-gateway") String username,
        @DefaultValue("") String password,
        @DefaultValue("plumewatch-gateway") String clientId,
        @DefaultValue("20000") int receiveMaximum,
        @DefaultValue("67108864") int queueBytes,
        @DefaultValue("20s") Duration keepAlive,
        @DefaultValue("14d") Duration sessionExpiry,
        @DefaultValue("") String sharedGroup,
        @DefaultValue("") String codeMaps,
        @DefaultValue("") String ca,
        @DefaultValue Limits limits,
        @DefaultValue Rates rates) {

    /** The name of the only gateway's session; each gateway of a group has one of its own. */
    static final String ONLY_CLIENT = "plumewatch-gateway";

    /**
     * How long the broker keeps the session of a gateway of a group. Brokers may keep messages for a member that is gone;
     * its units send again, and another member takes them, so nothing is gained by keeping them long.
     */
    static final Duration MEMBER_EXPIRY = Duration.ofMinutes(10);

    /**
     * What may be under way at the same time.
     *
     * @param messages most messages that are judged and not yet acknowledged, 16..10,000; what comes live waits for these
     *     and for no others
     * @param pictures most of them that need the photo store, 1..250
     */
    public record Limits(
            @DefaultValue("256") int messages,
            @DefaultValue("64") int pictures) {

        /** What holds where nothing else is set. */
        static final Limits USUAL = new Limits(256, 64);

        public Limits {
            Bounds.within("plumewatch.mqtt.limits.messages", messages, 16, 10_000);
            Bounds.within("plumewatch.mqtt.limits.pictures", pictures, 1, 250);
        }
    }

    /**
     * How fast units are answered. Who is faster waits, and loses nothing.
     *
     * @param messages of one unit, a second, 1..100,000
     * @param bytes of one unit, a second, 64 KiB..1 GiB
     * @param burst how long one unit may be faster than that, 1 s..1 h; at the usual rate long enough for the store of a day
     * @param allMessages of all units together, a second, 10..1,000,000
     * @param replays replayed ones of all units together, a second, 1..100,000: fewer than the service takes in, so that a
     *     live one never waits there behind a backlog
     */
    public record Rates(
            @DefaultValue("200") int messages,
            @DefaultValue("8388608") int bytes,
            @DefaultValue("60s") Duration burst,
            @DefaultValue("5000") int allMessages,
            @DefaultValue("500") int replays) {

        /** What holds where nothing else is set. */
        static final Rates USUAL = new Rates(200, 1 << 23, Duration.ofSeconds(60), 5_000, 500);

        public Rates {
            Bounds.within("plumewatch.mqtt.rates.messages", messages, 1, 100_000);
            Bounds.within("plumewatch.mqtt.rates.bytes", bytes, 1 << 16, 1 << 30);
            Bounds.within("plumewatch.mqtt.rates.burst", burst, Duration.ofSeconds(1), Duration.ofHours(1));
            Bounds.within("plumewatch.mqtt.rates.all-messages", allMessages, 10, 1_000_000);
            Bounds.within("plumewatch.mqtt.rates.replays", replays, 1, 100_000);
        }
    }

    public MqttSettings {
        Bounds.present("plumewatch.mqtt.url", url);
        Bounds.present("plumewatch.mqtt.client-id", clientId);
        Bounds.within("plumewatch.mqtt.receive-maximum", receiveMaximum, 1, 65_535);
        Bounds.within("plumewatch.mqtt.queue-bytes", queueBytes, 1 << 22, 1 << 30);
        Bounds.within("plumewatch.mqtt.keep-alive", keepAlive, Duration.ofSeconds(5), Duration.ofSeconds(300));
        Bounds.within("plumewatch.mqtt.session-expiry", sessionExpiry, Duration.ofMinutes(1), Duration.ofDays(24));
        if (!ca.isEmpty() && !url.startsWith("ssl://")) {
            throw new IllegalArgumentException(
                    "plumewatch.mqtt.url is " + url + " but must begin with ssl:// when plumewatch.mqtt.ca is set");
        }
        if (!sharedGroup.matches("[A-Za-z0-9-]{0,40}")) {
            throw new IllegalArgumentException(
                    "plumewatch.mqtt.shared-group must be 1..40 letters, digits and hyphens, or empty");
        }
    }

    boolean shared() {
        return !sharedGroup.isEmpty();
    }

    /** Returns these settings as one gateway of a group uses them: under a client id and for a time of its own. */
    MqttSettings of(String gatewayId) {
        if (!shared()) {
            return this;
        }
        return new MqttSettings(
                url,
                username,
                password,
                clientId.equals(ONLY_CLIENT) ? ONLY_CLIENT + "-" + gatewayId : clientId,
                receiveMaximum,
                queueBytes,
                keepAlive,
                sessionExpiry.compareTo(MEMBER_EXPIRY) < 0 ? sessionExpiry : MEMBER_EXPIRY,
                sharedGroup,
                codeMaps,
                ca,
                limits,
                rates);
    }

    /** Returns the filter to subscribe to, alone or together with the other gateways of the group. */
    String filter(String filter) {
        return shared() ? "$share/" + sharedGroup + "/" + filter : filter;
    }

    @Override
    public String toString() {
        return "MqttSettings[url=" + url + ", username=" + username + ", clientId=" + clientId + "]";
    }
}
