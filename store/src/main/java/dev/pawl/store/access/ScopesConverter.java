package dev.pawl.store.access;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Scopes in one column: names in a fixed order with a space between.
@Singleton
final class ScopesConverter implements AttributeConverter<Set<Scope>, String> {

    @Override
    public String convertToPersistedValue(@Nullable Set<Scope> scopes, ConversionContext context) {
        return scopes == null
                ? ""
                : new TreeSet<>(scopes).stream().map(Scope::name).collect(Collectors.joining(" "));
    }

    @Override
    public Set<Scope> convertToEntityValue(@Nullable String names, ConversionContext context) {
        return names == null || names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(" ")).map(Scope::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
