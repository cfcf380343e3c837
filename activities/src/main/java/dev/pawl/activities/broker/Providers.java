package dev.pawl.activities.broker;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The providers that the settings name; what makes no sense there stops the start.
@Singleton
final class Providers {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,30}");
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Map<String, Provider> providers = new TreeMap<>();

    Providers(Collection<ProviderSettings> settings) {
        for (ProviderSettings one : settings) {
            // A variable is read in every way in which its underlines may be meant; the other ways name nobody.
            if (NAME.matcher(one.name()).matches()) {
                providers.put(one.name(), provider(one));
            }
        }
    }

    Optional<Provider> find(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    /// What they are called.
    Collection<String> names() {
        return providers.keySet();
    }

    private static Provider provider(ProviderSettings settings) {
        Api api = api(settings);
        return new Provider(
                settings.name(),
                api,
                address(settings, api),
                blankIsNone(settings.keyVariable()),
                settings.keyFile(),
                settings.models());
    }

    private static Api api(ProviderSettings settings) {
        String said = blankIsNone(settings.api());
        return switch (said == null ? settings.name() : said.toLowerCase(Locale.ROOT)) {
            case AnthropicApi.WORD -> new AnthropicApi();
            case OpenAiApi.WORD -> new OpenAiApi();
            default ->
                throw wrong(
                        settings, "API", "say anthropic or openai: nothing else is spoken, and the name says neither");
        };
    }

    private static URI address(ProviderSettings settings, Api api) {
        String said = blankIsNone(settings.url());
        URI address;
        try {
            address = said == null ? api.home() : URI.create(said.replaceAll("(/v1)?/*$", ""));
        } catch (IllegalArgumentException e) {
            throw wrong(settings, "URL", "is no address");
        }
        String scheme = String.valueOf(address.getScheme());
        String host = address.getHost();
        if (host == null || address.getUserInfo() != null || address.getQuery() != null) {
            throw wrong(settings, "URL", "is to be like https://host/path, without a name, a password or a query");
        }
        boolean plain = scheme.equals("http") && (settings.plain() || THIS_MACHINE.contains(host));
        if (!scheme.equals("https") && !plain) {
            throw wrong(
                    settings,
                    "URL",
                    "must begin with https://. On another machine than this one http:// shows the key to everybody on the way: if that"
                            + " is meant, set PLAIN of the provider to true");
        }
        return address;
    }

    private static @Nullable String blankIsNone(@Nullable String said) {
        return said == null || said.isBlank() ? null : said.strip();
    }

    private static IllegalStateException wrong(ProviderSettings settings, String key, String why) {
        return new IllegalStateException(
                "PAWL_MODEL_PROVIDERS_%s_%s %s.".formatted(settings.name().toUpperCase(Locale.ROOT), key, why));
    }
}
