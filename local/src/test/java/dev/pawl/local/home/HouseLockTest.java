package dev.pawl.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import dev.pawl.local.process.ProcessIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HouseLockTest {

    @TempDir
    Path folder;

    @Test
    void saysWhoHoldsItAndHowToEndThat() {
        Home home = new Home(folder, folder);
        HouseLock lock = HouseLock.take(home);

        assertThatThrownBy(() -> HouseLock.take(home))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining("./pawl down");
        lock.close();
    }

    @Test
    void isFreeAgainAfterwards() {
        Home home = new Home(folder, folder);
        HouseLock.take(home).close();

        HouseLock again = HouseLock.take(home);

        assertThat(HouseLock.holder(home)).contains(ProcessIdentity.own());
        again.close();
    }

    @Test
    void takesNoDeadProcessForTheHolder() {
        Home home = new Home(folder, folder);
        ProcessIdentity own = ProcessIdentity.own();
        ProcessIdentity dead = new ProcessIdentity(own.pid(), own.startTime() - 1, own.boot());
        PrivateFiles.write(PrivateFiles.folder(home.run()).resolve("launcher"), dead.text());

        assertThat(HouseLock.holder(home)).isEmpty();
    }
}
