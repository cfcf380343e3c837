package dev.pawl.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.regex.Pattern;

/// Where the API is. Only this machine can reach it unless the host says otherwise.
///
/// @param backlog how many submissions of a tenant may wait for Temporal before more are refused
@ConfigurationProperties("pawl.gateway")
public record GatewaySettings(
        @Bindable(defaultValue = "127.0.0.1") String host,
        @Bindable(defaultValue = "8080") int port,
        @Bindable(defaultValue = "10000") int backlog) {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    public boolean isOnLoopback() {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK.matcher(host).matches();
    }
}
