package dev.pawl.activities.workspace;

import dev.pawl.activities.workspace.Line.ClosedException;
import dev.pawl.workflows.port.workspace.Origins;
import dev.pawl.workflows.port.workspace.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what opens an origin's door. Whoever submits may name any credential, so each says itself for which origins it
/// is: nobody sends it to a machine of their own, or opens with it what was never meant to be theirs.
final class Credential {

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> OF_THE_GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    private Credential() {}

    /// The file of the one that the repository names; nothing where it names none.
    static Optional<Path> of(Repository repository, OriginSettings settings) throws ClosedException {
        String name = repository.credential();
        if (name == null) {
            return Optional.empty();
        }
        Path folder = settings.credentials();
        if (folder == null || Origins.refusalOfCredential(name).isPresent()) {
            throw closed("There is no credential %s: PAWL_ORIGIN_CREDENTIALS names no folder.".formatted(name));
        }
        Path file = folder.toAbsolutePath().resolve(name);
        if (!Files.isRegularFile(file) || file.toString().contains("'")) {
            throw closed("There is no credential %s in the folder that PAWL_ORIGIN_CREDENTIALS names.".formatted(name));
        }
        if (isOpenToOthers(file)) {
            throw closed("Others can read the credential %s. Close it with chmod 600, then try again.".formatted(name));
        }
        requireMeantFor(repository, name, file.resolveSibling(name + ".for"));
        return Optional.of(file);
    }

    private static void requireMeantFor(Repository repository, String name, Path origins) throws ClosedException {
        List<String> meant;
        try {
            meant = Files.readAllLines(origins).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw closed(
                    "The credential %s does not say for which origins it is. Write their addresses into %1$s.for beside it, one a line."
                            .formatted(name));
        }
        if (!Origins.isTrusted(repository.url(), meant)) {
            throw closed("The credential %s is not for %s: its %1$s.for does not name it."
                    .formatted(name, repository.url()));
        }
    }

    /// Links are followed, as secrets are mounted that way; what belongs to somebody else is opened to us by the group.
    private static boolean isOpenToOthers(Path file) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            boolean ours = attributes.owner().getName().equals(System.getProperty("user.name"));
            Set<PosixFilePermission> tooOpen = EnumSet.copyOf(OF_OTHERS);
            if (ours) {
                tooOpen.addAll(OF_THE_GROUP);
            }
            return attributes.permissions().stream().anyMatch(tooOpen::contains);
        } catch (IOException e) {
            return true;
        }
    }

    private static ClosedException closed(String sentence) {
        return new ClosedException(true, sentence);
    }
}
