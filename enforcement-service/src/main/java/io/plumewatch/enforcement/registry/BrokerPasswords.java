package io.plumewatch.enforcement.registry;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The hashes of devices' secrets that a Mosquitto broker needs, beside the digests that the projection has. */
@Repository
class BrokerPasswords {

    private static final String KEEP = """
            insert into broker_password (device_no, hash) values (:device, :hash)
            on conflict (device_no) do update set hash = excluded.hash, issued_at = now()
            """;

    private static final String ADMITTED = """
            select device_no, hash from broker_password join device using (device_no) where state = 'ACTIVE'
            """;

    private static final String VERSION = "select version from registry_version";

    private final JdbcClient jdbc;

    BrokerPasswords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the hash of a new secret, in the transaction that issues it. */
    void issued(String deviceNo, String secret) {
        jdbc.sql(KEEP)
                .param("device", deviceNo)
                .param("hash", MosquittoHash.of(secret))
                .update();
    }

    long version() {
        return jdbc.sql(VERSION).query(Long.class).single();
    }

    /** Returns who may connect, as of one version of the registry. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Admitted admitted() {
        var hashes = new TreeMap<String, String>();
        long version = version();
        jdbc.sql(ADMITTED).query(row -> {
            hashes.put(row.getString("device_no"), row.getString("hash"));
        });
        return new Admitted(version, hashes);
    }

    /**
     * Devices that may connect.
     *
     * @param hashes by device number
     */
    record Admitted(long version, Map<String, String> hashes) {}
}
