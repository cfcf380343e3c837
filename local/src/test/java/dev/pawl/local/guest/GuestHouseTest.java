package dev.pawl.local.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuestHouseTest {

    @Test
    void standsInAFolderOfItsOwnThatOnlyItsOwnerMayRead() throws Exception {
        GuestHouse one = GuestHouse.make("test", Map.of("PAWL_HOME", "/somewhere"), false);
        GuestHouse other = GuestHouse.make("test", Map.of("PAWL_HOME", "/somewhere"), false);
        try {
            assertThat(one.folder()).isNotEqualTo(other.folder()).isEmptyDirectory();
            assertThat(Files.getPosixFilePermissions(one.folder())).hasSize(3);
        } finally {
            one.remove();
            other.remove();
        }
        assertThat(one.folder()).doesNotExist();
    }

    @Test
    void looksForAgentsWhereItsWorkersDo() {
        Map<String, String> person = Map.of("PAWL_HOME", "/somewhere", "PAWL_AGENT_FOLDER", "/agents");
        GuestHouse guest = GuestHouse.make("test", person, false);
        try {
            assertThat(guest.agents()).isEqualTo(guest.home().agents());
            assertThat(GuestHouse.own(person).agents()).isEqualTo(Path.of("/agents"));
        } finally {
            guest.remove();
        }
    }

    @Test
    void isClosedAfterAMistakeOfWhoeverUsedIt() {
        GuestHouse house = GuestHouse.make("test", System.getenv(), false);
        try {
            assertThatThrownBy(() -> new Visit(house)
                            .run(
                                    (_, _) -> {
                                        throw new IllegalStateException("a mistake");
                                    },
                                    false))
                    .hasMessage("a mistake");
            assertThat(house.home().lockFile()).as("what closing leaves").exists();
        } finally {
            house.remove();
        }
    }

    @Test
    void saysWhenThereIsNothingToKillOrToCall() {
        GuestHouse house = GuestHouse.make("test", Map.of(), false);
        try {
            assertThatThrownBy(() -> house.kill("worker-1"))
                    .isInstanceOf(HouseException.class)
                    .hasMessage("There is no worker-1 that could be killed.");
            assertThatThrownBy(house::gateway)
                    .isInstanceOf(HouseException.class)
                    .hasMessageEndingWith("has no gateway.");
        } finally {
            house.remove();
        }
    }
}
