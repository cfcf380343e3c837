package dev.pawl.gateway.bugfix;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/// Which repositories may be named although their protocol or their machine is refused otherwise. The workers are told
/// the same.
@ConfigurationProperties("pawl.origin")
public record OriginSettings(@Bindable(defaultValue = "") List<String> trusted) {

    public OriginSettings {
        trusted = trusted.stream().filter(prefix -> !prefix.isBlank()).toList();
    }
}
