package io.plumewatch.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumewatch.gateway.chip.RedisChipIds;
import io.plumewatch.gateway.hj212.Hj212Server;
import io.plumewatch.gateway.hj212.Hj212Settings;
import io.plumewatch.gateway.hj212.UnitProfiles;
import io.plumewatch.gateway.instrument.InstrumentPoller;
import io.plumewatch.gateway.instrument.InstrumentSettings;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.InstrumentBoard;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.LogSettings;
import io.plumewatch.gateway.log.ProfileNotices;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.log.RedisReadingLog;
import io.plumewatch.gateway.mqtt.CodeMapFiles;
import io.plumewatch.gateway.mqtt.MqttIntake;
import io.plumewatch.gateway.mqtt.MqttSettings;
import io.plumewatch.gateway.obd.ObdServer;
import io.plumewatch.gateway.obd.ObdSettings;
import io.plumewatch.gateway.photo.PhotoIntake;
import io.plumewatch.gateway.photo.PhotoSettings;
import io.plumewatch.gateway.projection.ProjectionSettings;
import io.plumewatch.gateway.projection.RedisDevices;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineList;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.RedisQuarantine;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.redis.RedisLinks;
import java.time.InstantSource;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The gateway, put together by hand: reading this class is reading the object graph.
 *
 * <p>Spring closes in the reverse order: first the intakes, then what they write to, last the connections.
 */
@Configuration(proxyBeanMethods = false)
class Gateway {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RedisLinks redisLinks() {
        return new RedisLinks();
    }

    @Bean(initMethod = "start")
    RedisReadingLog readingLog(LogSettings settings, RedisLinks links, InstantSource clock, GatewaySettings gateway) {
        return new RedisReadingLog(settings, links, clock, gateway.id());
    }

    @Bean(initMethod = "start")
    ProfileNotices profileNotices(
            RedisReadingLog log, GatewaySettings gateway, MqttSettings mqtt, Hj212Settings hj212, InstantSource clock) {
        var digests = new TreeMap<>(CodeMapFiles.in(mqtt.codeMaps()).digests());
        digests.putAll(UnitProfiles.in(hj212.profiles()).digests());
        return new ProfileNotices(log, gateway.id(), digests, clock);
    }

    @Bean
    RecentlyStored recentlyStored(RedisReadingLog log) {
        return new RecentlyStored(log::epoch);
    }

    @Bean(initMethod = "start")
    RedisDevices devices(ProjectionSettings settings, LogSettings log, RedisLinks links, MeterRegistry metrics) {
        var devices = new RedisDevices(settings, links.to(log.evidenceUri()));
        FunctionCounter.builder("plumewatch.projection.unverified", devices, RedisDevices::unverified)
                .description("Values of the projection without a seal of the service; each counted as unknown")
                .register(metrics);
        return devices;
    }

    @Bean
    Counters counters(MeterRegistry registry) {
        return new Counters(registry);
    }

    @Bean
    SeenDevices seenDevices() {
        return new SeenDevices();
    }

    @Bean
    InstrumentBoard instrumentBoard() {
        return new InstrumentBoard();
    }

    @Bean(initMethod = "start")
    RedisQuarantine quarantineStore(QuarantineSettings settings, LogSettings log, RedisLinks links, Counters counters) {
        return new RedisQuarantine(settings, links.to(log.telemetryUri()), counters);
    }

    @Bean
    Quarantine quarantine(QuarantineSettings settings, Counters counters, RedisQuarantine store) {
        return new Quarantine(counters, new SampleBudget(settings), store);
    }

    @Bean
    QuarantineList quarantineList(LogSettings log, RedisLinks links) {
        return new QuarantineList(links.to(log.telemetryUri()));
    }

    @Bean(initMethod = "start")
    PhotoIntake photoIntake(PhotoSettings settings, RedisReadingLog log, InstantSource clock, GatewaySettings gateway) {
        return new PhotoIntake(settings, log, clock, gateway.id());
    }

    @Bean
    TimeRules timeRules(RedisReadingLog log) {
        return new TimeRules(log.outage()::explains, log.clockFloor()::isAbove);
    }

    @Bean
    MqttIntake.Parts mqttParts(
            RedisReadingLog log,
            RecentlyStored recent,
            RedisDevices devices,
            PhotoIntake photos,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen) {
        return new MqttIntake.Parts(log, recent, devices, photos, quarantine, counters, seen);
    }

    @Bean(initMethod = "start")
    MqttIntake mqttIntake(
            MqttSettings settings,
            GatewaySettings gateway,
            MqttIntake.Parts parts,
            InstantSource clock,
            TimeRules times,
            RedisReadingLog log) {
        return new MqttIntake(settings, parts, clock, times, log.outage(), gateway.id());
    }

    @Bean
    RedisChipIds chipIds(LogSettings log, RedisLinks links) {
        return new RedisChipIds(links.to(log.telemetryUri()));
    }

    @Bean
    ObdServer.Parts obdParts(
            RedisReadingLog log,
            RedisDevices devices,
            RedisChipIds chips,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen) {
        return new ObdServer.Parts(log, devices, chips, quarantine, counters, seen);
    }

    @Bean(initMethod = "start")
    ObdServer obdServer(
            ObdSettings settings,
            GatewaySettings gateway,
            ObdServer.Parts parts,
            InstantSource clock,
            TimeRules times) {
        return new ObdServer(settings, parts, clock, times, gateway.id());
    }

    @Bean
    Hj212Server.Parts hj212Parts(
            RedisReadingLog log, RedisDevices devices, Quarantine quarantine, Counters counters, SeenDevices seen) {
        return new Hj212Server.Parts(log, new RecentlyStored(log::epoch), devices, quarantine, counters, seen);
    }

    @Bean(initMethod = "start")
    Hj212Server hj212Server(
            Hj212Settings settings,
            GatewaySettings gateway,
            Hj212Server.Parts parts,
            InstantSource clock,
            TimeRules times) {
        return new Hj212Server(settings, parts, clock, times, gateway.id());
    }

    @Bean
    InstrumentPoller.Parts instrumentParts(
            RedisReadingLog log,
            RedisDevices devices,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen,
            InstrumentBoard board) {
        return new InstrumentPoller.Parts(log, devices, quarantine, counters, seen, board);
    }

    @Bean(initMethod = "start")
    InstrumentPoller instrumentPoller(
            InstrumentSettings settings, GatewaySettings gateway, InstrumentPoller.Parts parts, InstantSource clock) {
        return new InstrumentPoller(settings, parts, clock, gateway.id());
    }
}
