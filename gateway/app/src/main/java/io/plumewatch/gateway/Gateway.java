package io.plumewatch.gateway;

import io.plumewatch.gateway.log.LogSettings;
import io.plumewatch.gateway.log.RedisReadingLog;
import io.plumewatch.gateway.redis.RedisLinks;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway, put together by hand: reading this class is reading the object graph. */
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
    RedisReadingLog readingLog(LogSettings settings, RedisLinks links, InstantSource clock) {
        return new RedisReadingLog(settings, links, clock);
    }
}
