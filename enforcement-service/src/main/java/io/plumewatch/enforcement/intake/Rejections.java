package io.plumewatch.enforcement.intake;

/** Keeps what was read from the log but cannot be used, for {@code GET /api/v1/quarantine}. */
public interface Rejections {

    /**
     * Records a rejected entry in the caller's transaction.
     *
     * @param reason upper-case code, for example {@code PASS_ID_REUSED}
     */
    void reject(StoredEntry entry, String reason, String field, String expected);

    /**
     * Keeps an entry whole that is good and that we cannot use yet, in the caller's transaction, until an administrator
     * has it applied. No evidence of an authenticated sender falls off; of telemetry and of others as much as of forged
     * entries is kept, and the rest can be read again while the log has it.
     *
     * @param reason upper-case code, for example {@code UNKNOWN_PROFILE}
     * @param expected what must be mended, with the name of the setting
     */
    void park(StoredEntry entry, String reason, String field, String expected);
}
