package dev.pawl.activities.broker;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A provider of models, by a name of letters and digits.
///
/// @param api how it speaks: `anthropic` or `openai`; absent, as its name says
/// @param url its address without the path; absent, that of the provider whose API it is
/// @param keyVariable which variable of the worker holds the key
/// @param keyFile which file holds the key
/// @param models the only ones that may be used; empty, all that have a price
/// @param plain whether it may be spoken to without TLS on another machine
@EachProperty("pawl.model.providers")
public record ProviderSettings(
        @Parameter String name,
        @Nullable String api,
        @Nullable String url,
        @Nullable String keyVariable,
        @Nullable Path keyFile,
        @Bindable(defaultValue = "") List<String> models,
        @Bindable(defaultValue = "false") boolean plain) {

    public ProviderSettings {
        models = models.stream().filter(model -> !model.isBlank()).toList();
    }
}
