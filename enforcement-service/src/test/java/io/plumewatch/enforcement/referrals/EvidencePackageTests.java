package io.plumewatch.enforcement.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidencePackageTests {

    @Test
    void keepsApartPassesWhoseNamesAreAlikeInAFile() {
        assertThat(EvidencePackage.passName(1, "unit/a_b"))
                .isEqualTo("passes/1-unit_a_b.json")
                .isNotEqualTo(EvidencePackage.passName(2, "unit/a.b"));
    }
}
