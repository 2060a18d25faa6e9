package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.enforcement.feeds.Feeds;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered outside the database: the last referral or withdrawal that police may have seen. Positions are given
 * out in the order of commits, so a database that holds this one holds all before it.
 *
 * @param epoch the highest issuer epoch that ever was
 * @param position of the item in the feed; 0 = nothing was shown in this epoch
 * @param sha256 of the item; empty with position 0
 */
record IssuerWitness(int epoch, long position, String sha256) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,2}) ([0-9]{1,18}) ([0-9a-f]{64})?");

    static IssuerWitness of(int epoch, Feeds.@Nullable Item last) {
        return last == null
                ? new IssuerWitness(epoch, 0, "")
                : new IssuerWitness(epoch, Long.parseLong(last.position()), sha256(last.json()));
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<IssuerWitness> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String sha256 = matcher.group(3);
        return Optional.of(new IssuerWitness(
                Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), sha256 == null ? "" : sha256));
    }

    String text() {
        return epoch + " " + position + " " + sha256;
    }

    /** Returns whether this tells of the item. */
    boolean tellsOf(Feeds.Item item) {
        return sha256.equals(sha256(item.json()));
    }

    /** Returns whether nothing is left to tell after this. */
    boolean covers(IssuerWitness other) {
        return epoch == other.epoch && position >= other.position;
    }

    private static String sha256(String json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
