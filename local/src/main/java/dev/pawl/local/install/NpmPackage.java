package dev.pawl.local.install;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A package of the npm registry: nothing else than what has this digest is taken for it.
///
/// @param integrity as npm writes it: `sha512-` and the digest in base64
record NpmPackage(String name, String version, String integrity) {

    /// How npm is asked for it.
    String wanted() {
        return name + "@" + version;
    }

    /// Where a registry keeps it.
    String path() {
        return name + "/-/" + name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
    }

    /// Refuses a file that is not this package.
    void check(Path file) throws IOException {
        String found = "sha512-" + Base64.getEncoder().encodeToString(digest(file));
        if (!found.equals(integrity)) {
            throw new HouseException("The file " + file.getFileName() + " is not " + wanted() + ": its digest is "
                    + found + ", and has to be " + integrity + ".");
        }
    }

    private static byte[] digest(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream reading = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-512"))) {
            reading.transferTo(OutputStream.nullOutputStream());
            return reading.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
