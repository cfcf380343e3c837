package dev.pawl.activities.workspace;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where repositories may come from, and how far a fetch may go.
///
/// @param trusted addresses, and what lies below them, that may name any protocol and any machine
/// @param credentials the folder with one file per credential; absent, there are none
/// @param authorityFile PEM: the authorities of https origins, in place of the machine's
/// @param patience how long a fetch or a push may take
/// @param largest how many mebibytes a repository may have
/// @param closed names of branches that nothing is ever pushed to; the origin's own default branch is one in any case
@ConfigurationProperties("pawl.origin")
public record OriginSettings(
        @Bindable(defaultValue = "") List<String> trusted,
        @Nullable Path credentials,
        @Nullable Path authorityFile,
        @Bindable(defaultValue = "PT20M") Duration patience,
        @Bindable(defaultValue = "4096") long largest,

        @Bindable(defaultValue = "main,master,trunk,develop,release/*")
        List<String> closed) {

    public OriginSettings {
        trusted = trusted.stream().filter(prefix -> !prefix.isBlank()).toList();
        closed = List.copyOf(closed);
    }

    long largestInBytes() {
        return largest << 20;
    }
}
