package dev.pawl.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pawl.local.Fixtures;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
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

        assertThat(find(folder.resolve("old") + ":" + folder.resolve("new"), "off"))
                .contains(new TemporalBinary(folder.resolve("new/temporal"), "1.10.0", "1.33.0"));
    }

    @Test
    void takesNoOtherServerThanTheOneThatWroteTheData() throws Exception {
        script(folder.resolve("new/temporal"), version("1.10.0", "1.33.0"));
        script(folder.resolve("tools/temporal-1.8.2/temporal"), version("1.8.2", "1.31.2"));
        PrivateFiles.folder(home.temporal());
        PrivateFiles.write(home.temporal().resolve("temporal.db"), "data");
        PrivateFiles.write(home.temporal().resolve("server-version"), "1.31.2\n");

        assertThat(find(folder.resolve("new").toString(), "off"))
                .contains(new TemporalBinary(folder.resolve("tools/temporal-1.8.2/temporal"), "1.8.2", "1.31.2"));
    }

    @Test
    void downloadsTheOfficialOneOnce() throws Exception {
        HttpServer site = site(archive(version("1.8.2", "1.31.2")));
        String address = "http://127.0.0.1:" + site.getAddress().getPort();

        assertThat(find(SYSTEM, address)).isPresent();
        site.stop(0);
        assertThat(find(SYSTEM, address)).isPresent();
        assertThat(folder.resolve("tools/temporal-1.8.2").toFile().list()).containsExactly("temporal");
    }

    @Test
    void doesNotKeepADownloadThatIsAnotherVersion() throws Exception {
        HttpServer site = site(archive(version("1.8.1", "1.31.0")));

        assertThat(find(SYSTEM, "http://127.0.0.1:" + site.getAddress().getPort()))
                .isEmpty();
        site.stop(0);
        assertThat(heard.text()).contains("what came does not say that it is version 1.8.2");
        assertThat(folder.resolve("tools/temporal-1.8.2").toFile().list()).isEmpty();
    }

    @Test
    void buildsItWithGoWhereItCannotBeDownloaded() throws Exception {
        script(folder.resolve("go/go"), """
                test "$CGO_ENABLED" = 0 || exit 9
                pwd
                while [ "$1" != -o ]; do shift; done
                cp "%s" "$2"
                """.formatted(folder.resolve("built")));
        script(folder.resolve("built"), version("1.8.2", "1.31.2"));

        Optional<TemporalBinary> found =
                find(folder.resolve("go") + ":" + SYSTEM, "http://127.0.0.1:" + Fixtures.port());

        assertThat(found).isPresent();
        assertThat(heard.text())
                .contains("It cannot be downloaded here", "Building Temporal 1.8.2 with Go", "is built");
        assertThat(folder.resolve("tools/temporal-build.log"))
                .content()
                .contains(folder.resolve("checkout/deploy/temporal").toString());
    }

    @Test
    void saysWhereTheReasonOfAFailedBuildIs() throws Exception {
        script(folder.resolve("go/go"), "echo no network; exit 1");

        assertThat(find(folder.resolve("go") + ":" + SYSTEM, "off")).isEmpty();
        assertThat(heard.text()).contains("It cannot be built here; the reason is in " + folder.resolve("tools"));
        assertThat(folder.resolve("tools/temporal-build.log")).hasContent("no network\n");
    }

    @Test
    void findsNoneWhereNoneCanBeHad() throws Exception {
        assertThat(find(SYSTEM, "off")).isEmpty();
        assertThat(heard.text()).contains("There is no Go on the PATH");
    }

    private Optional<TemporalBinary> find(String path, String source) throws InterruptedException {
        Map<String, String> environment = Map.of("PATH", path, "PAWL_TEMPORAL_DOWNLOAD", source);
        return new TemporalTool(home, new Checkout(folder.resolve("checkout")), environment, heard.log()).find();
    }

    private static String version(String version, String server) {
        return "echo 'temporal version " + version + " (Server " + server + ", UI 2.50.1)'";
    }

    private static void script(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "#!/bin/sh\n" + content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static byte[] archive(String content) throws IOException {
        byte[] script = ("#!/bin/sh\n" + content + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry("temporal");
            entry.setSize(script.length);
            out.putArchiveEntry(entry);
            out.write(script);
            out.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static HttpServer site(byte[] archive) throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/cli/archive/v1.8.2", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        site.start();
        return site;
    }
}
