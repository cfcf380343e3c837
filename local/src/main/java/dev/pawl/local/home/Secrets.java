package dev.pawl.local.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Passwords and keys of one house, made once and kept in files of mode 600.
public final class Secrets {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Home home;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();

    public Secrets(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    /// Makes whatever is missing: the API key and the keyring are read by the programs themselves.
    public Secrets complete() {
        PrivateFiles.folder(home.secrets());
        kept(home.token(), this::apiKey);
        kept(home.keyring(), this::keyring);
        return this;
    }

    /// The password of the database's owner, who migrates it.
    public String ownerPassword() {
        return kept(home.secrets().resolve("database-owner-password"), () -> letters(40));
    }

    /// The password of the role that the programs use.
    public String programPassword() {
        return kept(home.secrets().resolve("database-program-password"), () -> letters(40));
    }

    /// The S3 server's access key.
    public String accessKey() {
        return kept(home.secrets().resolve("s3-access-key"), () -> letters(20));
    }

    /// The S3 server's secret key.
    public String secretKey() {
        return kept(home.secrets().resolve("s3-secret-key"), () -> letters(40));
    }

    /// The unguessable part of the address at which the Temporal Web UI has payloads decoded.
    public String codecPath() {
        return kept(home.secrets().resolve("codec-path"), () -> letters(40));
    }

    private String apiKey() {
        return "pawl_" + letters(12) + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    private String keyring() {
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        return "current=" + today + "\nkey." + today + "=" + Base64.getEncoder().encodeToString(bytes(32)) + "\n";
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        random.ints(count, 0, LETTERS.length()).forEach(index -> text.append(LETTERS.charAt(index)));
        return text.toString();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String kept(Path file, Supplier<String> made) {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, made.get());
        }
        return PrivateFiles.read(file).strip();
    }
}
