package io.plumewatch.enforcement.intake;

/** Keeps what was read from the log but cannot be used, for {@code GET /api/v1/quarantine}. */
public interface Rejections {

    /**
     * Records a rejected entry in the caller's transaction.
     *
     * @param reason upper-case code, for example {@code PASS_ID_REUSED}
     */
    void reject(StoredEntry entry, String reason, String field, String expected);
}
