package io.plumewatch.enforcement.referrals;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The number of a referral within its area, day and issuer epoch.
 *
 * @param areaCode six digits, GB/T 2260
 * @param epoch the issuer's epoch, 1..35; raised when the database was restored from a backup
 * @param day day of issue in Asia/Shanghai
 * @param number 1..46655: what three base-36 digits hold
 */
record ReferralNumber(String areaCode, int epoch, LocalDate day, int number) {

    static final int MOST_A_DAY = 46_655;
    static final int LAST_EPOCH = 35;

    private static final DateTimeFormatter FULL_DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    ReferralNumber {
        if (!areaCode.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("an area code has six digits: " + areaCode);
        }
        if (epoch < 1 || epoch > LAST_EPOCH) {
            throw new IllegalArgumentException("issuer epoch is " + epoch + " but must be 1.." + LAST_EPOCH
                    + ": one base-36 digit of the police's serial number");
        }
        if (number < 1 || number > MOST_A_DAY) {
            throw new IllegalArgumentException("referral number " + number + " of area " + areaCode + " on " + day
                    + " is not within 1.." + MOST_A_DAY
                    + ": three base-36 digits of the police's serial number are used up; go on tomorrow");
        }
    }

    /** Returns the number that people and systems quote, for example {@code 6063-410800-1-20261122-000017}. */
    String referralNo() {
        return String.format(Locale.ROOT, "6063-%s-%d-%s-%06d", areaCode, epoch, FULL_DAY.format(day), number);
    }

    /** Returns the 16 characters that fit the police's original serial number, for example {@code 410800261122100H}. */
    String sourceNo() {
        String digits = Integer.toString(number, 36);
        return (areaCode
                        + SHORT_DAY.format(day)
                        + Integer.toString(epoch, 36)
                        + "0".repeat(3 - digits.length())
                        + digits)
                .toUpperCase(Locale.ROOT);
    }
}
