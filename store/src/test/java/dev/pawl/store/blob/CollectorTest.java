package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.Hold;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.verdict.Verdict;
import dev.pawl.store.verdict.VerdictOutcome;
import dev.pawl.store.verdict.Verdicts;
import dev.pawl.store.workspace.Bundle;
import dev.pawl.store.workspace.Pack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the collector takes away, and what it keeps.
final class CollectorTest extends CollectingTest {

    @Test
    void keepsWhatAnyRowRefersTo() throws IOException {
        BlobRef pack = put(blobs, "pack", Blobs.BUNDLE);
        BlobRef bundle = put(blobs, "bundle", Blobs.BUNDLE);
        BlobRef evidence = put(blobs, "evidence", Blobs.BUNDLE);
        BlobRef paper = put(blobs, "a log that only another paper names", "text/plain");
        workspaces.keep(tenant, new Pack("toy", "c0", pack.digest()));
        workspaces.keep(tenant, new Bundle("toy", "c1", "c0", 1, "run", bundle.digest()));
        store.get(Verdicts.class)
                .record(
                        tenant,
                        new Verdict(
                                "run",
                                "tree",
                                "tests",
                                VerdictOutcome.PASSED,
                                "none",
                                evidence.digest(),
                                "",
                                "[]",
                                time.instant()));
        everythingAges();

        assertThat(collect()).isEqualTo(new Collected(tenant, 0, 0, List.of(), null));

        assertThat(read(pack)).isEqualTo("pack");
        assertThat(read(bundle)).isEqualTo("bundle");
        assertThat(read(evidence)).isEqualTo("evidence");
        assertThat(read(paper)).startsWith("a log");
    }

    @Test
    void keepsATranscriptAsLongAsItsCheckpointIsTheLast() throws IOException {
        BlobRef before = put(blobs, "a turn", Blobs.TRANSCRIPT);
        BlobRef last = put(blobs, "a turn and another", Blobs.TRANSCRIPT);
        Invocations invocations = store.get(Invocations.class);
        Ask asked = new Ask("input", null, time.instant());
        Hold hold = ((Entry.Held) invocations.begin(tenant, "run", "fix/1", asked)).hold();
        invocations.checkpoint(hold, "{\"turn\": 1}", before.digest());
        invocations.checkpoint(hold, "{\"turn\": 2}", last.digest());
        invocations.checkpoint(hold, "{\"turn\": 2, \"handed\": \"over\"}");
        everythingAges();

        assertThat(collect().objects()).isOne();

        assertThat(read(last)).isEqualTo("a turn and another");
        assertThatThrownBy(() -> read(before)).isInstanceOf(BlobMissingException.class);
        assertThatThrownBy(() -> invocations.checkpoint(hold, "{}", before.digest()))
                .hasMessageContaining("was collected before anything referred to it");

        invocations.begin(tenant, "run", "fix/1", new Ask("other input", null, time.instant()));
        assertThat(invocations.find(tenant, "run", "fix/1").orElseThrow().transcript())
                .isNull();
    }

    @Test
    void takesABundleThatNothingRefersToAfterTheGraceAndNotBefore() throws IOException {
        BlobRef bundle = put(blobs, "a bundle that was too large to be kept", Blobs.BUNDLE);
        long size = new BlobSeal(bundle.digest(), bundle.size()).storedSize();

        time.pass(GRACE);
        assertThat(collect().objects()).isZero();
        assertThat(read(bundle)).startsWith("a bundle");

        time.pass(PAUSE);
        assertThat(collect()).isEqualTo(new Collected(tenant, 1, size, List.of(), null));
        assertThat(blobs.find(tenant, bundle.digest())).isEmpty();
        assertThat(objects.size(name(bundle, 0))).isEmpty();
        assertThatThrownBy(() -> read(bundle)).isInstanceOf(BlobMissingException.class);
    }

    /// What is in somebody's hand at that moment may be taken: then it is refused, and put again.
    @ParameterizedTest
    @ValueSource(ints = {400, -400})
    void losesNothingHoweverFarTheClockJumps(int days) throws IOException, SQLException {
        BlobRef referred = put(blobs, "referred to", Blobs.BUNDLE);
        workspaces.keep(tenant, new Pack("toy", "c0", referred.digest()));
        BlobRef inHand = put(blobs, "in somebody's hand", Blobs.BUNDLE);

        time.pass(Duration.ofDays(days));
        collect();

        boolean isTaken = blobs.find(tenant, inHand.digest()).isEmpty();
        Bundle bundle = new Bundle("toy", "c1", "c0", 1, "run", inHand.digest());
        if (isTaken) {
            assertThatThrownBy(() -> workspaces.keep(tenant, bundle)).hasMessageContaining("Put it again");
            put(blobs, "in somebody's hand", Blobs.BUNDLE);
        }
        workspaces.keep(tenant, bundle);
        assertThat(read(referred)).isEqualTo("referred to");
        assertThat(read(inHand)).isEqualTo("in somebody's hand");
        assertThat(isTaken).as("ahead, what is young counts as old").isEqualTo(days > 0);
        assertThat(column("select wanted_at < '%s' from blobs where tenant = '%s' and digest = '%s'"
                        .formatted(time.instant().minus(GRACE), tenant, referred.digest())))
                .as("the control: who goes by its age alone takes what is referred to")
                .containsExactly(days > 0 ? "t" : "f");
        time.pass(Duration.ofDays(-days));
    }

    @Test
    void goesRoundThoughTheLastOneWentRoundLater() throws SQLException {
        time.pass(Duration.ofDays(400));
        collect();
        time.pass(Duration.ofDays(-400));

        assertThat(column("select due_at > '%s' from collections where tenant = '%s'"
                        .formatted(time.instant().plus(Duration.ofDays(399)), tenant)))
                .as("the control: who waits until it is due waits for more than a year")
                .containsExactly("t");
        collect();
        assertThat(collector.collect(tenant, GRACE, PAUSE))
                .as("and once in a pause")
                .isEmpty();
    }

    @Test
    void takesAnObjectWhoseRowWasNeverWrittenAfterTheGraceAndNotBefore() {
        String old = orphan("a", time.instant().minus(GRACE).minusSeconds(1));
        String young = orphan("b", time.instant());

        time.pass(PAUSE);
        collect();

        assertThat(objects.size(old)).isEmpty();
        assertThat(objects.size(young)).isPresent();
    }

    @Test
    void leavesAloneAndSaysWhatItDoesNotKnow() throws IOException {
        List<String> strange = List.of("aa/README", "bb/" + "a".repeat(64), "notes");
        for (String name : strange) {
            plant(tenant + "/" + name, Instant.EPOCH);
        }
        plant("Lost+Found/thing", Instant.EPOCH);
        plant("thing", Instant.EPOCH);
        everythingAges();

        assertThat(collect().strangers())
                .containsExactlyElementsOf(
                        strange.stream().map(name -> tenant + "/" + name).toList());
        assertThat(collector.ground().tenants()).contains(tenant);
        assertThat(collector.ground().strangers()).containsExactlyInAnyOrder("Lost+Found", "thing");
        for (String name : strange) {
            assertThat(objects.size(tenant + "/" + name)).isPresent();
        }
        assertThat(objects.size("Lost+Found/thing")).isPresent();
    }

    @Test
    void keepsABlobThatWasPutAgain() throws IOException {
        BlobRef bundle = put(blobs, "put twice", Blobs.BUNDLE);
        everythingAges();
        put(blobs, "put twice", Blobs.BUNDLE);

        assertThat(collect().objects()).isZero();

        assertThat(read(bundle)).isEqualTo("put twice");
    }

    @Test
    void keepsABundleThatIsAlsoAPaper() throws IOException {
        BlobRef bundle = put(blobs, "both", Blobs.BUNDLE);
        put(blobs, "both", "text/plain");
        everythingAges();

        assertThat(collect().objects()).isZero();

        assertThat(read(bundle)).isEqualTo("both");
    }

    @Test
    void refusesToReferToWhatWasCollected() throws IOException {
        BlobRef bundle = put(blobs, "slept too long", Blobs.BUNDLE);
        everythingAges();
        assertThat(collect().objects()).isOne();

        assertThatThrownBy(() -> workspaces.keep(tenant, new Bundle("toy", "c1", "c0", 1, "run", bundle.digest())))
                .hasMessageContaining("Put it again");
        assertThatThrownBy(() -> workspaces.keep(tenant, new Pack("toy", "c0", bundle.digest())))
                .hasMessageContaining("Put it again");

        put(blobs, "slept too long", Blobs.BUNDLE);
        workspaces.keep(tenant, new Bundle("toy", "c1", "c0", 1, "run", bundle.digest()));
        assertThat(read(bundle)).isEqualTo("slept too long");
    }

    @Test
    void takesNothingFromATenantOfWhomItKnowsNothing() {
        String unknown = TestingStore.newTenant();
        String key = unknown + "/aa/" + "a".repeat(64);
        plant(key, Instant.EPOCH);
        assertThat(collector.collect(unknown, GRACE, Duration.ZERO)).isEmpty();

        assertThat(collector.collect(unknown, GRACE, PAUSE).orElseThrow().doubt())
                .contains("The database knows nothing");
        assertThat(objects.size(key)).isPresent();
    }

    @Test
    void takesNothingWhereMostSeemsToBeGarbage() {
        List<String> orphans = new ArrayList<>();
        for (int number = 0; number < 101; number++) {
            orphans.add(orphan("%03x".formatted(number), Instant.EPOCH));
        }
        time.pass(PAUSE);

        Collected doubtful = collect();

        assertThat(doubtful.objects()).isZero();
        assertThat(doubtful.doubt()).contains("Of 102 objects").contains("does not know 101");
        assertThat(orphans).allSatisfy(key -> assertThat(objects.size(key)).isPresent());
    }

    /// A row that refers to blobs in a way that the collector does not ask about would lose what it refers to.
    @Test
    void asksEveryRowThatCanReferToABlob() throws SQLException {
        assertThat(column("""
                        select conrelid::regclass::text from pg_constraint
                        where confrelid = 'blobs'::regclass and contype = 'f' order by 1""")).containsExactly("bundles", "invocations", "packs", "verdicts");
    }
}
