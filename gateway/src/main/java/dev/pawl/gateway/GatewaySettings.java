package dev.pawl.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.regex.Pattern;

/// Where the API is. Only this machine can reach it unless the host says otherwise.
///
/// @param backlog how many submissions of a tenant may wait for Temporal before more are refused
/// @param stalled how long a watcher may take nothing of its stream before it is sent away
@ConfigurationProperties("pawl.gateway")
public record GatewaySettings(
        @Bindable(defaultValue = "127.0.0.1") String host,
        @Bindable(defaultValue = "8080") int port,
        @Bindable(defaultValue = "10000") int backlog,
        @Bindable(defaultValue = "PT1M") Duration stalled) {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    public GatewaySettings {
        if (stalled.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "pawl.gateway.stalled is %s, which nobody is quick enough for. Set PT1S or more."
                            .formatted(stalled));
        }
    }

    public boolean isOnLoopback() {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK.matcher(host).matches();
    }
}
