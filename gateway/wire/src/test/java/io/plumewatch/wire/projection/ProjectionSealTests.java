package io.plumewatch.wire.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProjectionSealTests {

    private static final String KEY = "first-key-0123456789abcdef01234567";
    private static final String OLD = "other-key-0123456789abcdef01234567";

    private final ProjectionSeal seal = ProjectionSeal.of(KEY);
    private final String held = seal.seal(ProjectionKeys.VINS, "VIN-1", "OBD-1", 7);

    @Test
    void opensWhatItSealedForTheSameFieldOnly() {
        assertThat(seal.open(ProjectionKeys.VINS, "VIN-1", held)).contains("OBD-1");
        assertThat(seal.open(ProjectionKeys.VINS, "VIN-2", held)).isEmpty();
        assertThat(seal.open(ProjectionKeys.SECRETS, "VIN-1", held)).isEmpty();
    }

    @Test
    void takesNoOtherValueVersionOrKeyAndNothingUnsealed() {
        assertThat(seal.open(ProjectionKeys.VINS, "VIN-1", held.replace("OBD-1", "OBD-2")))
                .isEmpty();
        assertThat(seal.open(ProjectionKeys.VINS, "VIN-1", held.replace(" 7 ", " 8 ")))
                .isEmpty();
        assertThat(seal.open(ProjectionKeys.VINS, "VIN-1", "OBD-1")).isEmpty();
        assertThat(ProjectionSeal.of(OLD).open(ProjectionKeys.VINS, "VIN-1", held))
                .isEmpty();
    }

    @Test
    void takesTheOldKeyTooWhileItIsChanged() {
        assertThat(ProjectionSeal.of(OLD + " , " + KEY).open(ProjectionKeys.VINS, "VIN-1", held))
                .contains("OBD-1");
    }

    @Test
    void leavesValuesAloneWithoutAKeyAndReadsSealedOnesToo() {
        ProjectionSeal none = ProjectionSeal.of("");
        assertThat(none.any()).isFalse();
        assertThat(none.seal(ProjectionKeys.VINS, "VIN-1", "OBD-1", 7)).isEqualTo("OBD-1");
        assertThat(none.open(ProjectionKeys.VINS, "VIN-1", held)).contains("OBD-1");
        assertThat(none.open(ProjectionKeys.DEVICES, "OBD-1", "{\"a\": 1}")).contains("{\"a\": 1}");
    }

    @Test
    void refusesAShortKeyWithoutSayingIt() {
        assertThatThrownBy(() -> ProjectionSeal.of("tiny-secret"))
                .hasMessageContaining("32")
                .hasMessageNotContaining("tiny-secret");
    }
}
