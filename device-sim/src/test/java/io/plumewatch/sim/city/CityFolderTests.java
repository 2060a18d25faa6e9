package io.plumewatch.sim.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityFolderTests {

    @Test
    void letsNoSecondCityIn(@TempDir Path folder) {
        try (var first = CityFolder.take(folder.resolve("city"))) {
            assertThatThrownBy(() -> CityFolder.take(first.path()))
                    .isInstanceOf(RunFailed.class)
                    .hasMessageContaining("another city lives in");
        }
        CityFolder.take(folder.resolve("city")).close();
    }

    @Test
    void touchesNoFolderThatIsNotACity(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> CityFolder.take(folder)).hasMessageContaining("not a city");

        assertThat(folder).isDirectoryContaining("glob:**thesis.txt");
    }

    @Test
    void keepsItsSecretsForTheOwnerOnlyUntilItIsEmptied(@TempDir Path folder) throws IOException {
        try (var city = CityFolder.take(folder)) {
            String secret = city.secret("admin.token");

            assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
            assertThat(city.secret("admin.token")).isEqualTo(secret);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("admin.token"))))
                    .isEqualTo("rw-------");

            city.empty();
            assertThat(city.secret("admin.token")).isNotEqualTo(secret);
        }
    }

    @Test
    void aTakenPortIsNamedWithTheSetting() throws IOException {
        int offset = FreeOffset.next();
        int taken = CityPorts.shifted(offset).gateway();
        try (var ignored = new ServerSocket(taken, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> CityPorts.shifted(offset).requireFree())
                    .isInstanceOf(RunFailed.class)
                    .hasMessageContaining("port " + taken + " (gateway, PLUMEWATCH_GATEWAY_PORT) is taken");
        }
    }
}
