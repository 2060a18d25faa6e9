package io.plumewatch.enforcement.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps a Mosquitto broker's files equal to the registry: looks each second, so a suspended device can connect no more
 * and a new one can within two. A connection that stands is the broker's; the gateway refuses what comes over it.
 */
@Component
class MosquittoExport {

    private static final Logger LOG = LoggerFactory.getLogger(MosquittoExport.class);

    private final MosquittoSettings settings;
    private final BrokerPasswords passwords;
    private final MosquittoFiles files;
    private long written = -1;
    private boolean troubled;

    MosquittoExport(MosquittoSettings settings, BrokerPasswords passwords) {
        this.settings = settings;
        this.passwords = passwords;
        String password = settings.gatewayPassword();
        this.files = new MosquittoFiles(
                Path.of(settings.directory()),
                password.isEmpty()
                        ? Map.of()
                        : settings.gatewayUsers().stream()
                                .collect(Collectors.toMap(user -> user, user -> MosquittoHash.of(password))));
    }

    /** Trouble is said once; the next look tries again. */
    @Scheduled(fixedDelay = 1_000)
    void look() {
        if (!settings.wanted()) {
            return;
        }
        try {
            if (passwords.version() != written) {
                BrokerPasswords.Admitted admitted = passwords.admitted();
                files.write(admitted.hashes());
                tellBroker();
                written = admitted.version();
            }
            troubled = false;
        } catch (IOException | RuntimeException e) {
            if (!troubled) {
                LOG.warn(
                        "the files of the MQTT broker in {} cannot be written or the broker told; trying each second",
                        settings.directory(),
                        e);
            }
            troubled = true;
        }
    }

    private void tellBroker() throws IOException {
        if (!settings.pidFile().isEmpty()) {
            new BrokerSignal(Path.of(settings.pidFile())).readAnew();
        }
    }
}
