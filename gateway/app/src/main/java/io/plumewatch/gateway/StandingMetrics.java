package io.plumewatch.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.plumewatch.gateway.hj212.Hj212Settings;
import io.plumewatch.gateway.instrument.InstrumentPoller;
import io.plumewatch.gateway.mqtt.MqttIntake;
import io.plumewatch.gateway.obd.ObdSettings;
import io.plumewatch.gateway.projection.RedisDevices;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands still without an event: alarms are raised from metrics, and nobody is woken by a health that is DOWN. */
@Configuration(proxyBeanMethods = false)
class StandingMetrics {

    @Bean
    MeterBinder projectionPresent(RedisDevices devices) {
        return gauge(
                "plumewatch.projection.present",
                "1 while the registry's projection is there; without it nothing is read",
                devices,
                now -> now.present() ? 1 : 0);
    }

    @Bean
    MeterBinder mqttSubscribed(MqttIntake intake) {
        return gauge(
                "plumewatch.mqtt.subscribed",
                "1 while remote-sensing units are heard",
                intake,
                now -> now.subscribed() ? 1 : 0);
    }

    @Bean
    MeterBinder instrumentFileRefused(InstrumentPoller poller) {
        return gauge(
                "plumewatch.instrument.file.refused",
                "1 while the file of instrument lines cannot be used as it is",
                poller,
                now -> now.trouble().isEmpty() ? 0 : 1);
    }

    @Bean
    MeterBinder tlsExpiry(ObdSettings obd, Hj212Settings hj212, InstantSource clock) {
        return new TlsExpiry(Map.of("obd", obd.tls(), "hj212", hj212.tls()), clock);
    }

    private static <T> MeterBinder gauge(String name, String description, T part, ToDoubleFunction<T> now) {
        return registry ->
                Gauge.builder(name, part, now).description(description).register(registry);
    }
}
