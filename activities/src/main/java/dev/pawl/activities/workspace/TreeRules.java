package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Opened.Reason;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// What a tree may hold. It is asked before anything of it is laid out: each folder is looked at once, however often
/// the tree names it, so that a small pack of very many paths costs nothing.
@Singleton
final class TreeRules {

    private final WorkspaceSettings settings;
    private final ObjectChecker names = new ObjectChecker().setSafeForMacOS(true);

    TreeRules(WorkspaceSettings settings) {
        this.settings = settings;
    }

    int mostFiles() {
        return settings.files();
    }

    int deepest() {
        return settings.depth();
    }

    long largestFile() {
        return settings.largestFile() << 20;
    }

    long largestTree() {
        return settings.largestTree() << 20;
    }

    /// Why this name may not stand in a tree; empty where it may.
    Optional<String> refusalOfName(byte[] name) {
        try {
            names.checkPathSegment(name, 0, name.length);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
            return text.chars().anyMatch(c -> c < ' ' || c == 0x7f)
                    ? Optional.of("its name holds control characters")
                    : Optional.empty();
        } catch (CorruptObjectException e) {
            return Optional.of("no tree may hold a file of that name");
        } catch (CharacterCodingException e) {
            return Optional.of("its name is not UTF-8");
        }
    }

    Optional<Opened.Declined> refusal(ObjectReader reader, ObjectId tree) throws IOException {
        try {
            Count count = new Walk(reader).count(tree, "", 1);
            if (count.files > settings.files()) {
                return tooLarge("It holds more than %,d files.", settings.files(), "PAWL_WORKSPACE_FILES");
            }
            if (count.bytes > largestTree()) {
                return tooLarge(
                        "Its files have more than %,d MiB.", settings.largestTree(), "PAWL_WORKSPACE_LARGEST_TREE");
            }
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal);
        }
    }

    private static Optional<Opened.Declined> tooLarge(String sentence, long limit, String setting) {
        return Optional.of(declined(Reason.TOO_LARGE, sentence.formatted(limit) + " The setting is " + setting + "."));
    }

    private static Opened.Declined declined(Reason reason, String sentence) {
        return new Opened.Declined(reason, sentence);
    }

    private record Count(long files, long bytes) {

        Count and(Count more) {
            return new Count(sum(files, more.files), sum(bytes, more.bytes));
        }

        /// A tree may name one folder so often that its files cannot be counted.
        private static long sum(long one, long other) {
            return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
        }
    }

    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Opened.Declined refusal;

        RefusedException(Opened.Declined refusal) {
            super(refusal.sentence());
            this.refusal = refusal;
        }
    }

    private final class Walk {

        private final ObjectReader reader;
        private final Map<ObjectId, Count> counted = new HashMap<>();

        Walk(ObjectReader reader) {
            this.reader = reader;
        }

        Count count(AnyObjectId tree, String path, int depth) throws IOException {
            Count known = counted.get(tree);
            if (known != null) {
                return known;
            }
            if (depth > settings.depth()) {
                throw new RefusedException(declined(
                        Reason.TOO_LARGE,
                        "Its folders lie more than %d deep. The setting is PAWL_WORKSPACE_DEPTH."
                                .formatted(settings.depth())));
            }
            Count sum = new Count(0, 0);
            CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, tree);
            for (; !entries.eof(); entries.next()) {
                String place = path + entries.getEntryPathString();
                requireName(entries, place);
                sum = sum.and(entry(entries, place, depth));
            }
            counted.put(tree.copy(), sum);
            return sum;
        }

        private Count entry(CanonicalTreeParser entries, String place, int depth) throws IOException {
            FileMode mode = entries.getEntryFileMode();
            if (mode.equals(FileMode.TREE)) {
                return count(entries.getEntryObjectId(), place + "/", depth + 1);
            }
            if (mode.equals(FileMode.GITLINK)) {
                return new Count(1, 0);
            }
            long size = reader.getObjectSize(entries.getEntryObjectId(), Constants.OBJ_BLOB);
            if (size > largestFile()) {
                throw new RefusedException(declined(
                        Reason.TOO_LARGE,
                        "%s has %,d MiB, and no file may have more than %d. The setting is PAWL_WORKSPACE_LARGEST_FILE."
                                .formatted(place, size >> 20, settings.largestFile())));
            }
            return new Count(1, size);
        }

        private void requireName(CanonicalTreeParser entries, String place) throws RefusedException {
            byte[] name = new byte[entries.getNameLength()];
            entries.getName(name, 0);
            Optional<String> refusal = refusalOfName(name);
            if (refusal.isPresent()) {
                throw new RefusedException(
                        declined(Reason.UNSAFE, "%s is refused: %s.".formatted(Names.shown(place), refusal.get())));
            }
        }
    }
}
