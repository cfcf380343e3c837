package dev.pawl.activities.gate;

import dev.pawl.activities.repository.Globs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The reports of one run of a program. Only those count that it wrote itself: what lay there before is taken away.
final class Reports {

    private static final long LARGEST = 64L << 20;
    private static final int MOST = 20_000;

    private final Path tree;
    private final Path beside;
    private final Globs globs;

    /// @param tree where reports lie that the globs name
    /// @param beside a folder of its own for reports
    Reports(Path tree, Path beside, Globs globs) {
        this.tree = tree;
        this.beside = beside;
        this.globs = globs;
    }

    /// @param files how many there were
    /// @param problems why some are not to be believed
    /// @param unloaded whether a file of tests could not even be loaded
    record Read(int files, Map<String, TestResult> results, List<String> problems, boolean unloaded) {}

    void clear() throws IOException {
        for (Path report : inTree()) {
            Files.delete(report);
        }
    }

    Read read() throws IOException {
        List<Path> files = inTree();
        files.addAll(found(beside, path -> path.endsWith(".xml")));
        Map<String, TestResult> results = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        if (files.size() > MOST) {
            problems.add("There are more than %,d reports.".formatted(MOST));
            return new Read(files.size(), results, problems, false);
        }
        boolean unloaded = false;
        for (Path file : files) {
            try {
                read(file).forEach((id, result) -> results.merge(id, result, TestResult::worse));
            } catch (UnreadableReportException e) {
                unloaded |= e.isUnloaded();
                problems.add("The report %s cannot be believed: %s.".formatted(name(file), e.getMessage()));
            }
        }
        return new Read(files.size(), results, problems, unloaded);
    }

    private static Map<String, TestResult> read(Path file) throws IOException, UnreadableReportException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnreadableReportException("it is no file");
        }
        if (Files.size(file) > LARGEST) {
            throw new UnreadableReportException("it has more than %,d bytes".formatted(LARGEST));
        }
        try (InputStream xml = new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
            return JunitReport.read(xml);
        }
    }

    private String name(Path file) {
        return (file.startsWith(tree) ? tree.relativize(file) : file.getFileName()).toString();
    }

    private List<Path> inTree() throws IOException {
        return globs.patterns().isEmpty() ? new ArrayList<>() : found(tree, globs::match);
    }

    private interface Wanted {
        boolean is(String path);
    }

    /// No link is followed; links of a wanted name are found too, so that they are not overlooked.
    private static List<Path> found(Path root, Wanted wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(root.resolve(".git")) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (wanted.is(root.relativize(file).toString())) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }
}
