package dev.forwarded.spring;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether {@code forwarded.enabled} is anything but a word for false. Not {@code ConditionalOnProperty}: that takes
 * {@code off} for true or a typing error for false, and this library is not switched by accident.
 */
final class OnEnabled implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind(PropertyNames.of("enabled"), Boolean.class)
                .orElse(true);
    }
}
