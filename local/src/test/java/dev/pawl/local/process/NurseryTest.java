package dev.pawl.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.Fixtures;
import dev.pawl.local.HouseException;
import dev.pawl.local.home.Home;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NurseryTest {

    @TempDir
    private Path folder;

    @Test
    void leavesNoChildThatItCouldNotRecord() throws IOException {
        Home home = Fixtures.home(folder);
        PartRecords records = new PartRecords(Files.createFile(folder.resolve("no-folder")));

        assertThatThrownBy(() -> new Nursery(home, records).start(part(home), 0))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(new Leftovers(home, records).find()).isEmpty();
    }

    @Test
    void saysWhichRecordIsBroken() throws IOException {
        PartRecords records = new PartRecords(folder);
        Files.writeString(folder.resolve("worker-1.json"), "{\"name\":");

        assertThatThrownBy(records::all)
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("worker-1.json is broken. Remove the file");
    }

    private static Part part(Home home) {
        Launch launch = new Launch(
                List.of("sleep", "600"),
                Map.of("PATH", "/usr/bin:/bin"),
                home.root(),
                home.root().resolve("log"));
        return new Part("worker-1", launch, new Probe.MemoryTemporal(1), Stop.within(Duration.ofSeconds(5)));
    }
}
