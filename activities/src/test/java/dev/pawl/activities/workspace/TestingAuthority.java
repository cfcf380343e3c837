package dev.pawl.activities.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A company's own authority, and the certificate that it signed for this machine. Made by the JDK's own program.
///
/// @param file the authority's certificate, PEM
public record TestingAuthority(Path file, SSLContext server) {

    private static final String PASSWORD = "changeit";

    public static TestingAuthority in(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        keytool(folder, "-genkeypair", "-alias", "authority", "-dname", "CN=Our own authority", "-ext", "bc:c=ca:true");
        keytool(folder, "-genkeypair", "-alias", "server", "-dname", "CN=localhost");
        keytool(folder, "-certreq", "-alias", "server", "-file", "request");
        keytool(
                folder,
                "-gencert",
                "-alias",
                "authority",
                "-ext",
                "san=dns:localhost",
                "-infile",
                "request",
                "-outfile",
                "signed");
        keytool(folder, "-exportcert", "-rfc", "-alias", "authority", "-file", "authority.pem");
        keytool(folder, "-importcert", "-alias", "server", "-file", "signed");
        return new TestingAuthority(folder.resolve("authority.pem"), server(folder));
    }

    private static SSLContext server(Path folder) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(folder.resolve("keys"))) {
            keys.load(bytes, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path folder, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-keystore", "keys", "-storepass", PASSWORD, "-noprompt"));
        if (List.of(arguments).contains("-genkeypair")) {
            line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "7"));
        }
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
