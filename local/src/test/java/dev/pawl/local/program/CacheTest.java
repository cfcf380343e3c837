package dev.pawl.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {

    private static final Jvm JVM = new Jvm("16m", "64m", List.of("-jar", "x.jar"));

    @TempDir
    Path folder;

    @Test
    void isUsedOnceItWasTrained() throws IOException {
        Path jar = jar("program.jar");
        Cache cache = cache(JVM, jar);
        assertThat(cache.use()).isEmpty();

        train(cache);

        assertThat(cache(JVM, jar).use())
                .singleElement()
                .asString()
                .matches("-XX:AOTCache=.*/worker-[0-9a-f]{20}\\.aot");
    }

    @Test
    void doesNotFitAfterARebuildOrWithOtherFlags() throws IOException {
        Path jar = jar("program.jar");
        train(cache(JVM, jar));

        assertThat(cache(new Jvm("16m", "128m", List.of()), jar).exists()).isFalse();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
        assertThat(cache(JVM, jar).exists()).isFalse();
    }

    @Test
    void keepsThoseOfTheLastBuildsOnly() throws IOException {
        Path jar = jar("program.jar");
        Path other = Files.writeString(folder.resolve("gateway-1.aot"), "another program's");
        List<List<String>> uses = new ArrayList<>();
        for (int build = 1; build <= 4; build++) {
            Files.setLastModifiedTime(jar, FileTime.fromMillis(build));
            train(cache(JVM, jar));
            uses.add(cache(JVM, jar).use());
            Files.setLastModifiedTime(path(uses.getLast()), FileTime.fromMillis(build));
        }

        assertThat(uses)
                .map(CacheTest::path)
                .filteredOn(Files::exists)
                .hasSize(3)
                .doesNotContain(path(uses.getFirst()));
        assertThat(other).exists();
    }

    @Test
    void forgetsWhatIsTrainedAndNotWhatIsBeingTrained() throws IOException {
        Path jar = jar("program.jar");
        train(cache(JVM, jar));
        Path draft = Files.writeString(folder.resolve("worker-1.aot.17.draft"), "half of one");

        Cache.forget(folder);
        Cache.forget(folder.resolve("nothing"));

        assertThat(cache(JVM, jar).exists()).isFalse();
        assertThat(draft).exists();
    }

    private static Path path(List<String> use) {
        return Path.of(use.getFirst().substring("-XX:AOTCache=".length()));
    }

    @Test
    void knowsTheLibrariesBesideAProgram() throws IOException {
        Path jar = jar("program.jar");
        Path library = jar("lib/library.jar");

        assertThat(Cache.jars(jar.toString())).containsExactly(library, jar);
    }

    @Test
    void isNotMadeForClassFolders() {
        assertThat(Cache.jars(folder.toString())).isEmpty();
    }

    private Cache cache(Jvm jvm, Path jar) {
        return Cache.of("worker", folder, jvm, List.of(jar));
    }

    private static void train(Cache cache) throws IOException {
        String output = cache.train().getFirst().substring("-XX:AOTCacheOutput=".length());
        Files.writeString(Path.of(output), "trained");
        assertThat(cache.settle()).isTrue();
    }

    private Path jar(String name) throws IOException {
        Path jar = folder.resolve("jars").resolve(name);
        Files.createDirectories(jar.resolveSibling("."));
        return Files.writeString(jar, "a jar");
    }
}
