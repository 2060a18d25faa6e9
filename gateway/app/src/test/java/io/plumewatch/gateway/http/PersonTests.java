package io.plumewatch.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.projection.ProjectedToken;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonTests {

    @Test
    void seesOnlyTheirOwnAreasWhateverTheRole() {
        assertThat(person("OFFICER", "410800").sees("410802")).isTrue();
        assertThat(person("OFFICER", "410000").sees("410802")).isTrue();
        assertThat(person("OFFICER", "410802").sees("410803")).isFalse();
        assertThat(person("ADMIN", "410800").sees("110101")).isFalse();
    }

    @Test
    void seesTheWholeCountryWithItsCode() {
        assertThat(person("OFFICER", "000000").sees("410802")).isTrue();
    }

    @Test
    void seesWhatBelongsToNoAreaOnlyAsAdministrator() {
        assertThat(person("OFFICER", "000000").sees(null)).isFalse();
        assertThat(person("ADMIN", "410800").sees(null)).isTrue();
    }

    private static Person person(String role, String area) {
        return new Person(new ProjectedToken("p", List.of(role), List.of(area)));
    }
}
