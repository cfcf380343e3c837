package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.workspace.Line.ClosedException;
import dev.pawl.workflows.port.workspace.Repository;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:a00:1::1"
            })
    void knowsTheAddressesOfTheHouse(String address) throws Exception {
        assertThat(Addresses.isInternal(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "140.82.121.3",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "192.0.3.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::808:808"
            })
    void knowsTheAddressesOfTheWorld(String address) throws Exception {
        assertThat(Addresses.isInternal(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void dialsTheAddressThatWasChecked() throws Exception {
        Line line =
                Line.to(new Repository("https://127.0.0.1:8443/a", "main", null), trusting("https://127.0.0.1:8443"));

        assertThat(line.settings()).containsExactly("http.curloptResolve=127.0.0.1:8443:127.0.0.1");
    }

    @Test
    void refusesAMachineOfTheHouseUnlessItIsTrusted() {
        assertThatThrownBy(() -> Line.to(new Repository("https://127.0.0.1/a", "main", null), trusting()))
                .isInstanceOfSatisfying(
                        ClosedException.class,
                        closed -> assertThat(closed.isForGood()).isTrue())
                .hasMessageContaining("PAWL_ORIGIN_TRUSTED");
    }

    @Test
    void letsGitReadTheCredentialFromItsFileAndShowsItNowhere() throws Exception {
        secret("forge", "rw-------");

        Line line = Line.to(repository("forge"), trusting("https://127.0.0.1"));

        assertThat(line.settings())
                .anyMatch(setting -> setting.contains(folder.resolve("forge").toString()));
        assertThat(line.toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesACredentialThatOthersCanReadOrThatIsNotThere() throws Exception {
        secret("open", "rw-r--r--");

        assertThatThrownBy(() -> Line.to(repository("open"), trusting("https://127.0.0.1")))
                .hasMessageContaining("chmod 600");
        assertThatThrownBy(() -> Line.to(repository("missing"), trusting("https://127.0.0.1")))
                .hasMessageContaining("There is no credential missing");
        assertThatThrownBy(() -> Line.to(repository("../open"), trusting("https://127.0.0.1")))
                .isInstanceOf(ClosedException.class);
    }

    @Test
    void givesACredentialToNoOriginThatItIsNotFor() throws Exception {
        secret("forge", "rw-------");
        assertThat(Credential.of(repository("forge"), trusting())).isPresent();

        for (String other : List.of("https://127.0.0.2/a", "https://127.0.0.1.example.org/a", "ssh://127.0.0.1/a")) {
            assertThatThrownBy(() -> Credential.of(new Repository(other, "main", "forge"), trusting()))
                    .as(other)
                    .hasMessageContaining("The credential forge is not for " + other);
        }
        Files.delete(folder.resolve("forge.for"));
        assertThatThrownBy(() -> Credential.of(repository("forge"), trusting()))
                .hasMessageContaining("Write their addresses into forge.for");
    }

    @Test
    void followsALinkToACredential() throws Exception {
        secret("forge", "rw-------");
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("forge"));
        Files.createSymbolicLink(folder.resolve("linked.for"), folder.resolve("forge.for"));
        assertThat(Credential.of(repository("linked"), trusting())).isPresent();

        Files.setPosixFilePermissions(folder.resolve("forge"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Credential.of(repository("linked"), trusting()))
                .hasMessageContaining("chmod 600");
    }

    private void secret(String name, String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "username=x\npassword=hunter2\n");
        Files.writeString(folder.resolve(name + ".for"), "https://127.0.0.1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Repository repository(@Nullable String credential) {
        return new Repository("https://127.0.0.1/a", "main", credential);
    }

    private OriginSettings trusting(String... trusted) {
        return new OriginSettings(List.of(trusted), folder, null, Duration.ofMinutes(1), 100, List.of());
    }
}
