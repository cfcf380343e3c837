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
    void takesTheCachesOfEarlierBuildsAway() throws IOException {
        Path jar = jar("program.jar");
        train(cache(JVM, jar));
        Path other = Files.writeString(folder.resolve("gateway-1.aot"), "another program's");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));

        train(cache(JVM, jar));

        assertThat(folder.toFile().list((any, name) -> name.startsWith("worker")))
                .hasSize(1);
        assertThat(other).exists();
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
