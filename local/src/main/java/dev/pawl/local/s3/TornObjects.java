package dev.pawl.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Half-written drafts that a killed server left. They lie beside the object's place as `KEY-UUID` and would be listed
/// as objects of that name. A finished object always carries its checksum as an attribute, which is written after its
/// bytes.
final class TornObjects {

    private static final Pattern DRAFT =
            Pattern.compile(".+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final String CHECKSUM = "user.content-md5";

    private TornObjects() {}

    /// Deletes all drafts below a folder; says how many there were.
    static int deleteBelow(Path root) throws IOException {
        List<Path> drafts;
        try (Stream<Path> files = Files.walk(root)) {
            drafts = files.filter(Files::isRegularFile)
                    .filter(file -> DRAFT.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
        int deleted = 0;
        for (Path draft : drafts) {
            if (isTorn(draft)) {
                Files.delete(draft);
                deleted++;
            }
        }
        return deleted;
    }

    private static boolean isTorn(Path draft) throws IOException {
        UserDefinedFileAttributeView attributes = Files.getFileAttributeView(draft, UserDefinedFileAttributeView.class);
        return !attributes.list().contains(CHECKSUM);
    }
}
