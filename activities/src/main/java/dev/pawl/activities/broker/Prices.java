package dev.pawl.activities.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What models cost: as this version knows it, and before that as the operator's own file says.
@Singleton
final class Prices {

    /// A model that is named with its day is the one that is named without.
    private static final Pattern DAY = Pattern.compile("-(latest|\\d{8}|\\d{4}-\\d{2}-\\d{2})$");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<String, Price> prices = new HashMap<>();

    Prices(ModelSettings settings) {
        take(shipped());
        Path own = settings.prices();
        if (own != null) {
            take(read(own));
        }
    }

    /// A price that is said for this provider goes before one that is said for all.
    Optional<Price> of(String provider, String model) {
        for (String name : List.of(model, withoutDay(model))) {
            for (String key : List.of(provider + "/" + name, name)) {
                Price price = prices.get(key);
                if (price != null) {
                    return Optional.of(price);
                }
            }
        }
        return Optional.empty();
    }

    /// Whether a model is one of these.
    static boolean isOneOf(String model, List<String> models) {
        return models.contains(model) || models.contains(withoutDay(model));
    }

    private static String withoutDay(String model) {
        return DAY.matcher(model).replaceFirst("");
    }

    private void take(PriceFile file) {
        file.models().forEach((model, entry) -> prices.put(model, entry.price()));
    }

    private static PriceFile shipped() {
        try (InputStream file =
                Objects.requireNonNull(Prices.class.getResourceAsStream("prices.yaml"), "prices.yaml")) {
            return YAML.readValue(file, PriceFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the prices cannot be read", e);
        }
    }

    private static PriceFile read(Path own) {
        try {
            PriceFile file = YAML.readValue(Files.readString(own), PriceFile.class);
            if (file == null || file.version() != 1) {
                throw wrong(own, "it does not begin with version: 1", null);
            }
            file.models().values().forEach(PriceFile.Entry::price);
            return file;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw wrong(own, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw wrong(own, "it cannot be read", e);
        }
    }

    private static IllegalStateException wrong(Path file, String why, @Nullable Exception cause) {
        return new IllegalStateException(
                "The prices in %s, which PAWL_MODEL_PRICES names, are not known: %s.".formatted(file, why), cause);
    }
}
