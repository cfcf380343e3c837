package dev.pawl.gateway.access;

import dev.pawl.gateway.lane.Lane;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.Authentication;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/// Judges keys, those of all who call at the same time by one look at the rows: a key is judged before it is known
/// whose
/// it is. Nothing is remembered from one look to the next, so a key that is revoked opens nothing from the next call
/// on.
@Singleton
final class KeyLane {

    private final Lane<String, Authentication> lane;

    KeyLane(ApiKeys keys) {
        lane = new Lane<>("keys to be judged", keys::authenticate);
    }

    /// What a caller presents, judged.
    CompletableFuture<Authentication> judge(String text) {
        return lane.ask(text);
    }

    @PreDestroy
    void close() {
        lane.close();
    }
}
