package io.plumewatch.enforcement.referrals;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An issued referral: its keys and the bytes as they were signed. */
record Referral(
        String referralNo,
        String caseId,
        long vehicleId,
        String number,
        String type,
        String areaCode,
        ReferralState state,
        byte[] document,
        String signature) {

    static Referral of(ResultSet row, int ignored) throws SQLException {
        return new Referral(
                row.getString("referral_no"),
                row.getString("case_id"),
                row.getLong("vehicle_id"),
                row.getString("number"),
                row.getString("type"),
                row.getString("area_code"),
                ReferralState.valueOf(row.getString("state")),
                row.getBytes("document"),
                row.getString("signature"));
    }
}
