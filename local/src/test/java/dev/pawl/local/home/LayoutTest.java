package dev.pawl.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LayoutTest {

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("/"), Path.of("/"));

    @BeforeEach
    void makeHome() {
        home = new Home(folder, folder.resolve("tools"));
    }

    @Test
    void marksANewHouseWithItsVersion() {
        Layout.current().settle(home);

        assertThat(home.houseFile()).hasContent("layout=1\n");
    }

    @Test
    void takesAFolderInWhichOnlyToolsWerePutBefore() throws IOException {
        Files.createDirectories(home.tools());

        Layout.current().settle(home);

        assertThat(home.houseFile()).exists();
    }

    @Test
    void leavesAFolderAloneThatIsNoHouse() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "do not touch");

        assertThatThrownBy(() -> Layout.current().check(home))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("holds other things (thesis.txt)")
                .hasMessageContaining("Set PAWL_HOME to an empty folder");
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("thesis.txt"));
        assertThat(home.houseFile()).doesNotExist();
    }

    @Test
    void refusesANewerHouse() throws IOException {
        Files.writeString(home.houseFile(), "layout=2\n");

        assertThatThrownBy(() -> Layout.current().settle(home))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("has layout 2, made by a newer Pawl");
        assertThat(home.houseFile()).hasContent("layout=2\n");
    }

    @Test
    void refusesAHouseThatDoesNotSayItsVersion() throws IOException {
        Files.writeString(home.houseFile(), "port.gateway=8080\n");

        assertThatThrownBy(() -> Layout.current().settle(home)).hasMessageContaining("names no layout version");
    }

    @Test
    void refusesAFileThatNobodyCanRead() throws IOException {
        Files.writeString(home.houseFile(), "layout=1\nport.gateway=\\u80\n");

        assertThatThrownBy(() -> Layout.current().check(home))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining(home.houseFile() + " cannot be read");
    }

    @Test
    void migratesAnOlderHouseStepByStep() throws IOException {
        Files.writeString(home.houseFile(), "layout=1\nport.gateway=8080\n");
        List<String> steps = new ArrayList<>();

        new Layout(List.of(any -> steps.add("1 to 2"), any -> steps.add("2 to 3"))).settle(home);

        assertThat(steps).containsExactly("1 to 2", "2 to 3");
        assertThat(home.houseFile()).hasContent("layout=3\nport.gateway=8080\n");
    }

    @Test
    void goesOnWithAMigrationThatWasCutShort() throws IOException {
        Files.writeString(home.houseFile(), "layout=1\n");
        List<String> steps = new ArrayList<>();
        Layout brittle = new Layout(List.of(any -> steps.add("1 to 2"), any -> {
            throw new IllegalStateException("power cut");
        }));
        assertThatThrownBy(() -> brittle.settle(home)).hasMessage("power cut");

        new Layout(List.of(any -> steps.add("again"), any -> steps.add("2 to 3"))).settle(home);

        assertThat(steps).containsExactly("1 to 2", "2 to 3");
    }
}
