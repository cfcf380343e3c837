package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import java.util.List;

/// All that is measured, in order.
record Chapters(List<Chapter> chosen) {

    static final List<Chapter> ALL = List.of(
            new OpeningsChapter(),
            new RunsChapter(),
            new RequestsChapter(),
            new HistoryChapter(),
            new StepsChapter(),
            new TreesChapter(),
            new OutboxChapter(),
            new WorkersChapter(),
            new RecoveryChapter(),
            new ReadsChapter(),
            new WatchersChapter(),
            new SubmissionsChapter(),
            new ArchiveChapter());

    Chapters {
        chosen = List.copyOf(chosen);
    }

    /// Those of these names, in the order in which they are always measured; all, where none is named.
    static Chapters named(List<String> names) {
        for (String name : names) {
            if (ALL.stream().noneMatch(chapter -> chapter.name().equals(name))) {
                throw new HouseException("--only names the chapter %s, which does not exist. There are: %s."
                        .formatted(name, String.join(", ", names())));
            }
        }
        return new Chapters(ALL.stream()
                .filter(chapter -> names.isEmpty() || names.contains(chapter.name()))
                .toList());
    }

    static List<String> names() {
        return ALL.stream().map(Chapter::name).toList();
    }
}
