package dev.pawl.activities.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProvidersTest {

    @Test
    void areReadFromVariables() {
        PropertySource variables = variables(Map.of(
                "PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_VARIABLE", "ANTHROPIC_API_KEY",
                "PAWL_MODEL_PROVIDERS_CELLAR_API", "openai",
                "PAWL_MODEL_PROVIDERS_CELLAR_URL", "http://127.0.0.1:11434/v1",
                "PAWL_MODEL_PROVIDERS_CELLAR_KEY_FILE", "/srv/key",
                "PAWL_MODEL_PROVIDERS_CELLAR_MODELS", "qwen,llama"));
        try (ApplicationContext context =
                ApplicationContext.builder().propertySources(variables).start()) {
            Providers providers = context.getBean(Providers.class);

            assertThat(providers.names()).containsExactly("anthropic", "cellar");
            assertThat(providers.find("anthropic"))
                    .contains(new Provider(
                            "anthropic",
                            new AnthropicApi(),
                            URI.create("https://api.anthropic.com"),
                            "ANTHROPIC_API_KEY",
                            null,
                            List.of()));
            assertThat(providers.find("cellar"))
                    .contains(new Provider(
                            "cellar",
                            new OpenAiApi(),
                            URI.create("http://127.0.0.1:11434"),
                            null,
                            Path.of("/srv/key"),
                            List.of("qwen", "llama")));
        }
    }

    @Test
    void areNoneUnlessOneIsNamed() {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(Providers.class).names()).isEmpty();
        }
    }

    @Test
    void areSpokenToInTheOpenOnlyHereOrIfThatIsMeant() {
        assertThatThrownBy(
                        () -> new Providers(List.of(settings("anthropic", null, "http://models.example.org", false))))
                .hasMessageStartingWith("PAWL_MODEL_PROVIDERS_ANTHROPIC_URL must begin with https://");
        assertThat(new Providers(List.of(settings("anthropic", null, "http://models.example.org", true))).names())
                .containsExactly("anthropic");
        assertThat(new Providers(List.of(settings("anthropic", null, "http://localhost:1", false))).names())
                .containsExactly("anthropic");
    }

    @Test
    void sayWhatIsWrong() {
        assertThatThrownBy(() -> new Providers(List.of(settings("cellar", null, "http://localhost:1", false))))
                .hasMessageStartingWith("PAWL_MODEL_PROVIDERS_CELLAR_API");
        for (String wrong : List.of("ftp://localhost", "https://me:secret@example.org", "https://x?y", "::", "x")) {
            assertThatThrownBy(() -> new Providers(List.of(settings("openai", null, wrong, false))))
                    .hasMessageStartingWith("PAWL_MODEL_PROVIDERS_OPENAI_URL")
                    .hasMessageNotContaining("secret");
        }
    }

    private static PropertySource variables(Map<String, Object> variables) {
        return new MapPropertySource("variables", variables) {
            @Override
            public PropertyConvention getConvention() {
                return PropertyConvention.ENVIRONMENT_VARIABLE;
            }
        };
    }

    private static ProviderSettings settings(String name, @Nullable String api, String url, boolean plain) {
        return new ProviderSettings(name, api, url, null, null, List.of(), plain);
    }
}
