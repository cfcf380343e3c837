package dev.pawl.program;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// How a program logs: `json` for machines or `text` for people, and from which level on. logback.xml reads the same
/// two.
@ConfigurationProperties("pawl.log")
public record LogSettings(
        @Bindable(defaultValue = "json") String format,
        @Bindable(defaultValue = "info") String level) {

    public LogSettings {
        if (!format.equals("json") && !format.equals("text")) {
            throw new IllegalArgumentException("PAWL_LOG_FORMAT is %s. Set it to json or text.".formatted(format));
        }
    }
}
