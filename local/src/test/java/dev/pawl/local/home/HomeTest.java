package dev.pawl.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {

    @TempDir
    Path folder;

    @Test
    void isAFolderOfThePersonWhenNothingIsSaid() {
        Path person = Path.of(System.getProperty("user.home"));

        assertThat(Home.of(Map.of())).isEqualTo(new Home(person.resolve(".pawl"), person.resolve(".pawl/tools")));
    }

    @Test
    void sharesToolsWithOtherHouses() {
        Home home = Home.of(Map.of("PAWL_HOME", "/a/b", "PAWL_TOOLS", "/c"));

        assertThat(home).isEqualTo(new Home(Path.of("/a/b"), Path.of("/c")));
    }

    @Test
    void belongsToItsOwnerOnly() throws IOException {
        Home home = Home.of(Map.of("PAWL_HOME", folder.resolve("a house").toString()))
                .create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void isKnownByItsRealPath() throws IOException {
        Path house = Files.createDirectories(folder.resolve("house"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), house);

        Home home = Home.of(Map.of("PAWL_HOME", link.toString())).create();

        assertThat(home)
                .isEqualTo(new Home(house.toRealPath(), house.toRealPath().resolve("tools")));
    }

    @Test
    void saysWhenItCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Home home = Home.of(Map.of("PAWL_HOME", folder.resolve("file/house").toString()));

        assertThatThrownBy(home::create)
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("Set PAWL_HOME to a folder of your own.");
    }
}
