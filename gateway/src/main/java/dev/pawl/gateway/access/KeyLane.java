package dev.pawl.gateway.access;

import dev.pawl.gateway.lane.Lane;
import dev.pawl.store.access.ApiKey;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.Authentication;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Judges keys, those of all who call at the same time by one look at the rows. Nothing is remembered from one look to
/// the next, so a key that is revoked opens nothing from the next call on.
@Singleton
final class KeyLane {

    /// A key is judged before it is known whose it is.
    private static final String NOBODYS = "";

    private final ApiKeys keys;
    private final Lane<String, Authentication> lane;

    KeyLane(ApiKeys keys) {
        this.keys = keys;
        lane = Lane.open("keys to be judged", _ -> NOBODYS, (_, texts) -> judged(texts));
    }

    /// What a caller presents, judged. That a good key was used is noted, too.
    CompletableFuture<Authentication> judge(String text) {
        return lane.ask(text);
    }

    @PreDestroy
    void close() {
        lane.close();
    }

    private List<Authentication> judged(List<String> texts) {
        List<Authentication> judged = keys.authenticate(texts);
        judged.stream()
                .<ApiKey>mapMulti((each, used) -> {
                    if (each instanceof Authentication.Accepted(ApiKey key)) {
                        used.accept(key);
                    }
                })
                .distinct()
                .forEach(keys::noteUse);
        return judged;
    }
}
