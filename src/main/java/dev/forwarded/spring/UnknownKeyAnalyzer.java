package dev.forwarded.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Says which keys there are, where Spring Boot itself only says which one there is not. */
final class UnknownKeyAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException>
        implements Ordered {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(PropertyNames.PREFIX);

    /** Before Spring Boot's own, since the first answer counts. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, UnboundConfigurationPropertiesException cause) {
        Set<ConfigurationProperty> unknown = cause.getUnboundProperties();
        if (!unknown.stream().allMatch(property -> PREFIX.isAncestorOf(property.getName()))) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        for (ConfigurationProperty property : unknown) {
            String origin = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
            lines.add(property.getName() + ": " + shown(property) + " is no setting" + origin);
        }
        String fix = "Write one of " + String.join(", ", keys()) + "; a list as one value or as a YAML list.";
        return new FailureAnalysis(String.join(System.lineSeparator(), lines), fix, cause);
    }

    /** A mistyped name of the secret must not show it. */
    private static String shown(ConfigurationProperty property) {
        boolean secret = property.getName().toString().contains("secret");
        return secret ? "(hidden)" : "\"" + property.getValue() + "\"";
    }

    private static List<String> keys() {
        return Arrays.stream(ForwardedProperties.class.getRecordComponents())
                .map(component -> PropertyNames.of(component.getName()))
                .toList();
    }
}
