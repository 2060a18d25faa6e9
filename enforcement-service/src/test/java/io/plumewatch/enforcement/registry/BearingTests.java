package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BearingTests {

    private static final Site SITE =
            new Site("S-1", "南环路", "410802", 113.24, 35.21, true, LocalDate.parse("2026-01-01"), null, null, null);

    @Test
    void whatIsNewBearsAndWhatIsTheSameDoesNot() {
        assertThat(Bearing.vehicle(new Change<>(truck("B", null), null))).isTrue();
        assertThat(Bearing.vehicle(new Change<>(truck("B", null), truck("B", null))))
                .isFalse();
        assertThat(Bearing.device(new Change<>(unit(null, null, "v1"), null))).isTrue();
        assertThat(Bearing.site(new Change<>(SITE, null))).isFalse();
    }

    @Test
    void fuelBearsAndATelephoneNumberDoesNot() {
        assertThat(Bearing.vehicle(new Change<>(truck("C", null), truck("B", null))))
                .isTrue();
        assertThat(Bearing.vehicle(new Change<>(truck("B", "13800000000"), truck("B", null))))
                .isFalse();
    }

    @Test
    void aVerificationBearsAndASecretDoesNot() {
        LocalDate until = LocalDate.parse("2026-12-31");
        assertThat(Bearing.device(new Change<>(unit(null, until, "v1"), unit(null, null, "v1"))))
                .isTrue();
        assertThat(Bearing.device(new Change<>(unit(null, null, "v2"), unit(null, null, "v1"))))
                .isFalse();
    }

    @Test
    void publicationBearsAndARoadsNameDoesNot() {
        Site named = new Site("S-1", "北环路", "410802", 113.24, 35.21, true, SITE.publishedOn(), "G207", null, null);
        Site unpublished = new Site("S-1", "南环路", "410802", 113.24, 35.21, false, null, null, null, null);
        assertThat(Bearing.site(new Change<>(named, SITE))).isFalse();
        assertThat(Bearing.site(new Change<>(unpublished, SITE))).isTrue();
    }

    private static Vehicle truck(String fuel, @Nullable String phone) {
        return new Vehicle(
                1,
                "豫H12345",
                "01",
                null,
                fuel,
                "H11",
                "410802",
                null,
                null,
                null,
                null,
                null,
                phone,
                null,
                null,
                Vehicle.State.ACTIVE);
    }

    private static EnrolledDevice unit(@Nullable LocalDate from, @Nullable LocalDate until, String secretSha256) {
        var device = new Device(
                "RS-0001",
                Device.Kind.RS_FIXED,
                "410802",
                "S-1",
                null,
                null,
                "JL-1",
                from,
                until,
                null,
                null,
                null,
                Device.State.ACTIVE);
        return new EnrolledDevice(device, secretSha256, null);
    }
}
