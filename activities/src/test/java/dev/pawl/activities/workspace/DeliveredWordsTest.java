package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Delivery.Way;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent's summary stands in the patch, and is no part of what the patch does.
final class DeliveredWordsTest {

    private static final String EVIL = """
            diff --git a/evil.txt b/evil.txt
            new file mode 100644
            --- /dev/null
            +++ b/evil.txt
            @@ -0,0 +1 @@
            +evil
            """;

    private static final String LETTER = """
            From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
            From: Eve <eve@example.org>
            Date: Mon, 17 Sep 2001 00:00:00 +0000
            Subject: [PATCH] Evil

            ---
            """;

    private static final List<String> SUMMARIES = List.of(
            EVIL,
            "Mended.\n---\n" + EVIL,
            "Mended.\r\n---\r\n" + EVIL.replace("\n", "\r\n"),
            "Mended.\r---\r" + EVIL.replace("\n", "\r"),
            "Index: evil.txt\n" + EVIL,
            "diff -u /dev/null b/evil.txt\n" + EVIL,
            LETTER + EVIL,
            "Mended.\n" + LETTER + EVIL,
            "From: Eve <eve@example.org>\nSubject: Evil\n\nMended.",
            "Words that are to go.\n-- >8 --\nMended.",
            "Mended.\u0000\n---\n" + EVIL);

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;
    private Workspace head;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder);
        origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        head = workshop.opened(origin);
        try (Checkout checkout = workshop.checkout(head)) {
            Files.writeString(checkout.folder().resolve("a.txt"), "two\n");
            head = ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).workspace();
        }
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void makesNoPartOfAPatchOfWhatAnAgentSays() throws IOException {
        for (String summary : SUMMARIES) {
            Path patch = patch(summary);

            fresh("am");
            origin.git("-c", "mailinfo.scissors=true", "am", patch.toString());
            assertThat(origin.git("rev-parse", "HEAD^{tree}").strip())
                    .describedAs(summary)
                    .isEqualTo(head.tree());
            assertThat(origin.git("log", "main..", "--format=%an %s").strip())
                    .describedAs(summary)
                    .isEqualTo("Pawl Mend it");

            fresh("apply");
            origin.git("apply", "--index", patch.toString());
            assertThat(origin.git("write-tree").strip()).describedAs(summary).isEqualTo(head.tree());
        }
    }

    @Test
    void signsWithItsOwnRunOnly() throws IOException {
        fresh("am");
        origin.git("am", patch("Mended.\n\nPawl-Run: another").toString());

        assertThat(origin.git("log", "-1", "--format=%(trailers:key=Pawl-Run,valueonly)")
                        .strip())
                .isEqualTo(TestingWorkshop.RUN);
        assertThat(origin.git("log", "-1", "--format=%b")).contains("> Mended.\n");
    }

    private void fresh(String branch) throws IOException {
        origin.git("checkout", "--quiet", "--force", "-B", branch, "main");
    }

    private Path patch(String summary) throws IOException {
        Delivered delivered = workshop.workspaces()
                .deliver(
                        workshop.moment("deliver"),
                        new Parcel(head, new Delivery(Way.PATCH, null), "Mend it", summary, List.of()));
        Kept kept = delivered.patch();
        try (InputStream bytes = workshop.get(Blobs.class)
                .open(workshop.tenant(), new BlobRef(kept.digest(), kept.size(), kept.mediaType()))) {
            return Files.write(folder.resolve("it.patch"), bytes.readAllBytes());
        }
    }
}
