package dev.pawl.activities.broker;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What goes for every provider of models.
///
/// @param prices a file with prices that go before those that this version brings along
/// @param silence how long a provider may say nothing in the middle of an answer, or before it
/// @param largest how many mebibytes a request may have
@ConfigurationProperties("pawl.model")
public record ModelSettings(
        @Nullable Path prices,
        @Bindable(defaultValue = "PT5M") Duration silence,
        @Bindable(defaultValue = "32") int largest) {

    int largestInBytes() {
        return largest << 20;
    }
}
