package dev.pawl.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.Fixtures;
import dev.pawl.local.HouseException;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporalToolTest {

    private static final String SYSTEM = "/usr/bin:/bin";

    @TempDir
    Path folder;

    private final Fixtures.Heard heard = new Fixtures.Heard();
    private Home home = new Home(Path.of("/"), Path.of("/"));

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(PrivateFiles.folder(folder.resolve("home")), folder.resolve("tools"));
        Files.createDirectories(folder.resolve("checkout/deploy/temporal"));
    }

    @Test
    void takesTheOneOnThePathIfItIsNewEnough() throws Exception {
        script(folder.resolve("old/temporal"), version("1.7.9", "1.30.0"));
        script(folder.resolve("new/temporal"), version("1.10.0", "1.33.0"));

        assertThat(find(folder.resolve("old") + ":" + folder.resolve("new")))
                .contains(new TemporalBinary(folder.resolve("new/temporal"), "1.10.0", "1.33.0"));
    }

    @Test
    void takesNoOtherServerThanTheOneThatWroteTheData() throws Exception {
        script(folder.resolve("new/temporal"), version("1.10.0", "1.33.0"));
        script(folder.resolve("tools/temporal-1.8.2/temporal"), version("1.8.2", "1.31.2"));
        PrivateFiles.folder(home.temporal());
        PrivateFiles.write(home.temporal().resolve("temporal.db"), "data");
        PrivateFiles.write(home.temporal().resolve("server-version"), "1.31.2\n");

        assertThat(find(folder.resolve("new").toString()))
                .contains(new TemporalBinary(folder.resolve("tools/temporal-1.8.2/temporal"), "1.8.2", "1.31.2"));
    }

    @Test
    void letsTheCheckoutsScriptGetItOnce() throws Exception {
        script(folder.resolve("checkout/deploy/temporal/build"), """
                echo "Building Temporal." >&2
                mkdir -p "$(dirname "$1")"
                cp "%s" "$1"
                """.formatted(folder.resolve("built")));
        script(folder.resolve("built"), version("1.8.2", "1.31.2"));
        Path place = folder.resolve("tools/temporal-1.8.2/temporal");

        assertThat(find(SYSTEM)).contains(new TemporalBinary(place, "1.8.2", "1.31.2"));
        assertThat(find(SYSTEM)).isPresent();
        assertThat(heard.text()).containsOnlyOnce("Building Temporal.");
    }

    @Test
    void findsNoneWhereNoneCanBeHad() throws Exception {
        script(folder.resolve("checkout/deploy/temporal/build"), "echo 'There is no Go.' >&2; exit 1");

        assertThat(find(SYSTEM)).isEmpty();
        assertThat(heard.text()).contains("There is no Go.");
    }

    @Test
    void saysWhenTheCheckoutIsNotWhole() {
        assertThatThrownBy(() -> find(SYSTEM))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("Is the checkout whole?");
    }

    private Optional<TemporalBinary> find(String path) throws InterruptedException {
        Checkout checkout = new Checkout(folder.resolve("checkout"));
        return new TemporalTool(home, checkout, Map.of("PATH", path), heard.log()).find();
    }

    private static String version(String version, String server) {
        return "echo 'temporal version " + version + " (Server " + server + ", UI 2.50.1)'";
    }

    private static void script(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "#!/bin/sh\n" + content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
