package dev.pawl.local.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pawl.local.Fixtures;
import dev.pawl.local.HouseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaudeCodeTest {

    private static final String PROGRAM = "#!/bin/sh\necho it works\n";

    @TempDir
    Path folder;

    private final Fixtures.Heard heard = new Fixtures.Heard();

    @Test
    void isUnpackedFromAFileWholeAndForEverybody() throws Exception {
        ClaudeCode claude = claude();
        assertThat(claude.isThere()).isFalse();

        claude.install(tarball("package/claude"));

        assertThat(claude.program())
                .isEqualTo(tools().resolve("claude-code-1.2.3/claude"))
                .hasContent(PROGRAM);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(claude.program())))
                .isEqualTo("rwxr-xr-x");
        assertThat(leftIn(tools())).containsExactly("claude-code-1.2.3");
        claude.install(tarball("package/claude"));
        assertThat(claude.isThere()).isTrue();
    }

    @Test
    void refusesWhatIsNotThePinnedPackage() throws Exception {
        ClaudeCode claude = claude();
        Path other = tarball("package/claude");
        Files.write(other, new byte[] {0}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> claude.install(other))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("is not @a/claude@1.2.3: its digest is sha512-");
        assertThat(leftIn(tools())).isEmpty();
    }

    @Test
    void refusesAPackageWithoutTheProgram() throws Exception {
        Path empty = tarball("package/README.md");
        ClaudeCode claude = new ClaudeCode(new NpmPackage("@a/claude", "1.2.3", integrity(empty)), tools());

        assertThatThrownBy(() -> claude.install(empty)).hasMessageContaining("there is no package/claude in it");
        assertThat(leftIn(tools())).isEmpty();
    }

    @Test
    void isFetchedWithNpmWhereThereIsOne() throws Exception {
        Path npm = Files.createDirectories(folder.resolve("bin")).resolve("npm");
        Files.writeString(npm, """
                #!/bin/sh
                [ "$1 $2 $3" = "pack @a/claude@1.2.3 --pack-destination" ] || exit 3
                cp "%s" "$4/a-claude-1.2.3.tgz"
                """.formatted(tarball("package/claude")));
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
        ClaudeCode claude = claude();

        claude.install(new NpmRegistry(Map.of("PATH", folder.resolve("bin").toString()), heard.log()));

        assertThat(claude.program()).hasContent(PROGRAM);
        assertThat(heard.text()).contains("with npm");
        assertThat(leftIn(tools())).containsExactly("claude-code-1.2.3");
    }

    @Test
    void isFetchedFromTheNamedRegistryWhereThereIsNoNpm() throws Exception {
        byte[] bytes = Files.readAllBytes(tarball("package/claude"));
        List<String> asked = new ArrayList<>();
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        registry.start();
        try {
            ClaudeCode claude = claude();
            String address = "http://127.0.0.1:" + registry.getAddress().getPort() + "/npm";
            claude.install(new NpmRegistry(Map.of("npm_config_registry", address), heard.log()));

            assertThat(claude.program()).hasContent(PROGRAM);
            assertThat(asked).containsExactly("/npm/@a/claude/-/claude-1.2.3.tgz");
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void saysWhatWasTriedWhereThereIsNeitherNpmNorNetwork() throws Exception {
        ClaudeCode claude = claude();
        String nobody = "http://127.0.0.1:" + Fixtures.port();
        NpmRegistry registry = new NpmRegistry(Map.of("NPM_CONFIG_REGISTRY", nobody), heard.log());

        assertThatThrownBy(() -> claude.install(registry))
                .isInstanceOf(HouseException.class)
                .hasMessageStartingWith("@a/claude@1.2.3 cannot be fetched. There is no npm on the PATH. " + nobody
                        + "/@a/claude/-/claude-1.2.3.tgz does not answer");
        assertThat(leftIn(tools())).isEmpty();
    }

    @Test
    void asksForNpmOrARegistryWhereItIsToldOfNeither() throws Exception {
        ClaudeCode claude = claude();
        NpmRegistry registry = new NpmRegistry(Map.of(), heard.log());

        assertThatThrownBy(() -> claude.install(registry))
                .isInstanceOf(HouseException.class)
                .hasMessage("@a/claude@1.2.3 cannot be fetched. There is no npm on the PATH. Install npm, or name a"
                        + " registry in npm_config_registry.");
        assertThat(leftIn(tools())).isEmpty();
    }

    private ClaudeCode claude() throws Exception {
        return new ClaudeCode(new NpmPackage("@a/claude", "1.2.3", integrity(tarball("package/claude"))), tools());
    }

    private Path tools() {
        return folder.resolve("tools");
    }

    private Path tarball(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            byte[] content = PROGRAM.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry file = new TarArchiveEntry(entry);
            file.setModTime(0);
            file.setSize(content.length);
            tar.putArchiveEntry(file);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return Files.write(folder.resolve("package.tgz"), bytes.toByteArray());
    }

    private static String integrity(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
        return "sha512-" + Base64.getEncoder().encodeToString(digest);
    }

    private static List<String> leftIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
