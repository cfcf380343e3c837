package dev.pawl.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    void keepsThoseThatWereUsedLast() throws IOException {
        Path other = Files.writeString(folder.resolve("gateway-1.aot"), "another program's");
        List<Path> jars = List.of(jar("a.jar"), jar("b.jar"), jar("c.jar"), jar("d.jar"));
        for (Path jar : jars.subList(0, 3)) {
            train(cache(JVM, jar));
            wasUsed(jar, jars.indexOf(jar) + 1);
        }
        assertThat(cache(JVM, jars.getFirst()).use()).hasSize(1);

        train(cache(JVM, jars.getLast()));

        assertThat(jars)
                .filteredOn(jar -> cache(JVM, jar).exists())
                .containsExactly(jars.get(0), jars.get(2), jars.get(3));
        assertThat(other).exists();
    }

    private void wasUsed(Path jar, int when) throws IOException {
        Files.setLastModifiedTime(path(cache(JVM, jar).use()), FileTime.fromMillis(when));
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
