package io.plumewatch.enforcement.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.feeds.Feeds;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerStandingTests {

    /** Items of the feed: what police were shown, by position; a restored database has fewer, or others. */
    private static final List<String> SHOWN = List.of("first", "second", "third");

    /** A witness is written as epoch and position of what it tells of; e1 = what this process has seen for itself. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            never issued anything               | 1 | 0 | false |     |     | GOOD
            before the first start with this    | 1 | 3 | false |     |     | GOOD
            as it should be                     | 1 | 3 | true  | 1.3 | 1.3 | GOOD
            committed, not shown yet            | 1 | 3 | true  | 1.2 | 1.2 | GOOD
            restarted                           | 1 | 3 | true  | 1.3 |     | GOOD
            restored to before the last         | 1 | 2 | true  | 1.3 |     | OLDER_DATABASE
            restored while we were up           | 1 | 2 | true  | 1.3 | 1.3 | OLDER_DATABASE
            restored to before the first        | 1 | 0 | false | 1.3 |     | OLDER_DATABASE
            Redis emptied while we were up      | 1 | 3 | true  |     | 1.3 | GOOD
            both lost while we were up          | 1 | 2 | true  |     | 1.3 | OLDER_DATABASE
            Redis emptied, and a restart        | 1 | 3 | true  |     |     | WITNESS_LOST
            Redis from an older copy            | 1 | 3 | true  | 1.1 | 1.3 | GOOD
            epoch raised here                   | 2 | 2 | true  | 2.2 | 2.2 | GOOD
            epoch raised by another instance    | 2 | 2 | true  | 2.2 | 1.3 | GOOD
            the same backup restored once more  | 1 | 2 | true  | 2.2 |     | OLDER_DATABASE
            raised with nothing issued yet      | 2 | 0 | true  | 2.0 |     | GOOD
            """)
    void tellsARestoredDatabaseFromTheLastOne(
            String what,
            int epoch,
            int items,
            boolean witnessed,
            @Nullable String outside,
            @Nullable String ours,
            IssuerStanding expected) {
        var database = new Database(epoch, witnessed, SHOWN.subList(0, items));

        assertThat(IssuerStanding.of(witness(outside), witness(ours), database)).isEqualTo(expected);
    }

    @Test
    void anotherItemAtTheSamePositionIsAnotherHistory() {
        var diverged = new Database(1, true, List.of("first", "second", "another third"));

        assertThat(IssuerStanding.of(witness("1.3"), null, diverged)).isEqualTo(IssuerStanding.OLDER_DATABASE);
    }

    @Test
    void aWitnessIsReadAsItWasWritten() {
        for (String each : List.of("1.3", "35.1", "2.0")) {
            IssuerWitness witness = Objects.requireNonNull(witness(each));
            assertThat(IssuerWitness.parse(witness.text())).contains(witness);
        }
        assertThat(IssuerWitness.parse("yesterday")).isEmpty();
    }

    private static @Nullable IssuerWitness witness(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split("\\.");
        int position = Integer.parseInt(parts[1]);
        return IssuerWitness.of(
                Integer.parseInt(parts[0]),
                position == 0 ? null : new Feeds.Item(parts[1], "", SHOWN.get(position - 1)));
    }

    private record Database(int epoch, boolean witnessed, List<String> items) implements IssuerStanding.Database {

        @Override
        public boolean holds(IssuerWitness witness) {
            int position = (int) witness.position();
            return position == 0
                    || (position <= items.size() && witness.tellsOf(new Feeds.Item("", "", items.get(position - 1))));
        }
    }
}
