package dev.pawl.program;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Holds what a program was told against what it can be told, before anything is opened.
final class Settings {

    private static final String PREFIX = "pawl.";

    /// What the launcher sets for itself; it means nothing to a program and stops no start.
    private static final List<String> OF_THE_LAUNCHER =
            List.of("PAWL_HOME", "PAWL_TOOLS", "PAWL_CHECKOUT", "PAWL_COMMAND", "PAWL_HOUSE");

    private final ApplicationContext context;
    private final Environment environment;
    private final Map<String, String> variables;

    Settings(ApplicationContext context, Map<String, String> variables) {
        this.context = context;
        this.environment = context.getEnvironment();
        this.variables = variables;
    }

    /// Every setting that is unknown, missing or unreadable, one sentence each.
    List<String> complaints() {
        Map<String, Argument<?>> known = known();
        List<String> complaints = new ArrayList<>();
        for (String name : told()) {
            if (known.keySet().stream().noneMatch(key -> means(key, name))) {
                complaints.add(unknown(name, known.keySet()));
            }
        }
        known.forEach((key, argument) -> {
            if (isMissing(key, argument)) {
                complaints.add("%s is not set, and there is no default for it.".formatted(variable(key)));
            } else if (isUnreadable(key, argument)) {
                complaints.add(unreadable(key, argument));
            }
        });
        return complaints;
    }

    private static String unknown(String name, Collection<String> known) {
        return "%s is not a setting of this program. It has these: %s."
                .formatted(
                        name,
                        String.join(", ", known.stream().map(Settings::variable).toList()));
    }

    private String unreadable(String key, Argument<?> argument) {
        return "%s is '%s', which cannot be read as %s."
                .formatted(
                        variable(key),
                        environment.getProperty(key, String.class).orElse(""),
                        argument.getType().getSimpleName());
    }

    private Map<String, Argument<?>> known() {
        Map<String, Argument<?>> known = new TreeMap<>();
        for (BeanDefinition<?> definition :
                context.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationReader.class))) {
            for (Argument<?> argument : definition.getConstructor().getArguments()) {
                argument.getAnnotationMetadata()
                        .stringValue(Property.class, "name")
                        .filter(key -> key.startsWith(PREFIX))
                        .ifPresent(key -> known.put(key, argument));
            }
        }
        return known;
    }

    private Collection<String> told() {
        List<String> told = new ArrayList<>();
        for (String variable : variables.keySet()) {
            if (variable.startsWith("PAWL_") && !OF_THE_LAUNCHER.contains(variable)) {
                told.add(variable);
            }
        }
        for (PropertySource source : environment.getPropertySources()) {
            if (source instanceof EnvironmentPropertySource) {
                continue;
            }
            for (String key : source) {
                if (key.startsWith(PREFIX)) {
                    told.add(key);
                }
            }
        }
        return told;
    }

    private boolean isMissing(String key, Argument<?> argument) {
        return !argument.isNullable()
                && argument.getAnnotationMetadata()
                        .stringValue(Bindable.class, "defaultValue")
                        .isEmpty()
                && environment.getProperty(key, String.class).isEmpty();
    }

    private boolean isUnreadable(String key, Argument<?> argument) {
        return environment.getProperty(key, String.class).isPresent()
                && context.getConversionService()
                        .convert(environment.getProperty(key, Object.class).orElse(null), argument)
                        .isEmpty();
    }

    /// A star stands for a name of letters and digits that the operator chose.
    private static boolean means(String key, String told) {
        return plain(told).matches(plain(key).replace("*", "[a-z0-9]+"));
    }

    private static String variable(String key) {
        return key.replace("*", "<name>")
                .toUpperCase(Locale.ROOT)
                .replace('.', '_')
                .replace('-', '_');
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }
}
