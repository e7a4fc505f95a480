package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.internal.settings.SettingErrors.WrongSettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads what stands under {@code forwarded.} before it is bound. A map becomes the text that the core reads. A key that
 * is no setting stops the start-up, together with every other mistake; as environment variable or system property,
 * which others write too, it is a warning. No value of an unknown key is shown: it may be a secret.
 */
final class WrittenSettings implements BeanFactoryPostProcessor {

    private static final Log LOG = Log.of(WrittenSettings.class);

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(PropertyNames.PREFIX);

    private final ConfigurableEnvironment environment;

    WrittenSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Builds the resolver. */
    static ForwardedResolver resolver(ForwardedProperties properties) {
        return ForwardedResolver.builder().settings(properties.settings()).build();
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Key.MAPS.forEach(setting -> joinMap(PREFIX.append(setting)));
        List<String> mistakes = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            read(source, mistakes);
        }
        if (!mistakes.isEmpty()) {
            mistakes.addAll(otherMistakes());
            throw StartUpException.of(mistakes, " The settings are " + String.join(", ", Key.properties()) + ".");
        }
    }

    /** {@code forwarded.hops.for: 2} becomes {@code forwarded.hops: for=2}, after what is written as text or list. */
    private void joinMap(ConfigurationPropertyName key) {
        if (!hasParts(key)) {
            return;
        }
        Binder binder = Binder.get(environment);
        List<String> words =
                new ArrayList<>(binder.bind(key, Bindable.listOf(String.class)).orElse(List.of()));
        binder.bind(key, Bindable.mapOf(String.class, String.class))
                .ifBound(map -> map.forEach((field, value) -> {
                    boolean isElementOfList = field.chars().allMatch(Character::isDigit);
                    if (!isElementOfList) {
                        words.add(field + "=" + value);
                    }
                }));
        Map<String, Object> joined = Map.of(key.toString(), String.join(",", words));
        environment.getPropertySources().addFirst(new MapPropertySource(key.toString(), joined));
    }

    private boolean hasParts(ConfigurationPropertyName key) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(key) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    private static void read(ConfigurationPropertySource source, List<String> mistakes) {
        if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
            warn(variables);
        } else if (source instanceof IterableConfigurationPropertySource iterable) {
            boolean isSystem = source.getUnderlyingSource() instanceof EnumerablePropertySource<?> properties
                    && properties.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
            iterable.stream()
                    .filter(name -> PREFIX.isAncestorOf(name) && !Key.isKnown(name))
                    .forEach(name -> {
                        if (isSystem) {
                            warn("system property " + name, name.toString());
                        } else {
                            mistakes.add(unknown(source, name));
                        }
                    });
        }
    }

    private static void warn(SystemEnvironmentPropertySource variables) {
        for (String name : variables.getPropertyNames()) {
            if (Key.isUnknownVariable(name)) {
                warn("environment variable " + name, name);
            }
        }
    }

    private static void warn(String what, String name) {
        LOG.warn("the " + what + " is no setting; the nearest is " + Key.nearest(name));
    }

    private static String unknown(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        Origin origin = Origin.from(source.getConfigurationProperty(name));
        return name + " is no setting" + (origin == null ? "" : " (" + origin + ")") + "; the nearest is "
                + Key.nearest(name.toString());
    }

    private List<String> otherMistakes() {
        try {
            resolver(Binder.get(environment).bindOrCreate(PropertyNames.PREFIX, ForwardedProperties.class));
            return List.of();
        } catch (WrongSettingsException wrong) {
            return PropertyNames.lines(wrong);
        }
    }
}
