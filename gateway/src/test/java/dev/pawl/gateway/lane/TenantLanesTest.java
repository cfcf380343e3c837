package dev.pawl.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TenantLanesTest {

    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void letsNoTenantWaitForAnother() {
        try (TenantLanes<String, String> lanes = new TenantLanes<>("test", tenant -> all -> served(tenant, all))) {
            List<CompletableFuture<String>> slow =
                    List.of(lanes.ask("slow", "1"), lanes.ask("slow", "2"), lanes.ask("slow", "3"));

            assertThat(answer(lanes.ask("quick", "1"))).isEqualTo("quick 1");
            assertThat(slow).noneMatch(CompletableFuture::isDone);
            mayEnd.countDown();
            assertThat(slow).map(TenantLanesTest::answer).containsExactly("slow 1", "slow 2", "slow 3");
        }
    }

    private List<String> served(String tenant, List<String> questions) {
        try {
            assertThat(tenant.equals("quick") || mayEnd.await(30, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return questions.stream().map(question -> tenant + " " + question).toList();
    }

    private static String answer(CompletableFuture<String> asked) {
        return asked.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
