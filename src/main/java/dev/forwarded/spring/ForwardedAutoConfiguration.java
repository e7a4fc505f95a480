package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.internal.settings.SettingErrors.WrongSettingsException;
import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Registers a {@link ForwardedFilter} before every other filter, for all dispatcher types, and keeps Spring Boot and
 * its container from handling the same headers.
 *
 * <p>It backs off from a {@link ForwardedResolver} bean and from a {@code FilterRegistrationBean<ForwardedFilter>} of
 * the application's own; {@code forwarded.enabled=false} switches it off.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@Conditional(OnEnabled.class)
@EnableConfigurationProperties(ForwardedProperties.class)
public final class ForwardedAutoConfiguration {

    /** Made by Spring. */
    public ForwardedAutoConfiguration() {}

    /**
     * Leaves the forwarded headers to this filter alone.
     *
     * @param environment where {@code server.forward-headers-strategy} is read, and set if it is not
     * @return what runs before the web server is made
     */
    @Bean
    static BeanFactoryPostProcessor forwardedHeadersStrategy(ConfigurableEnvironment environment) {
        return new SoleHandler(environment);
    }

    /** Reads maps, and names the keys that are no settings. */
    @Bean
    static BeanFactoryPostProcessor forwardedSettings(ConfigurableEnvironment environment) {
        return new WrittenSettings(environment);
    }

    /**
     * The resolver, for the filter and for filters of the application's own.
     *
     * @param properties the settings
     * @return the resolver
     * @throws IllegalStateException if a setting is wrong; the message names every mistake and its fix
     */
    @Bean
    @ConditionalOnMissingBean
    ForwardedResolver forwardedResolver(ForwardedProperties properties) {
        try {
            return WrittenSettings.resolver(properties);
        } catch (WrongSettingsException wrong) {
            throw StartUpException.of(PropertyNames.lines(wrong), "");
        }
    }

    /**
     * The registration of the filter.
     *
     * @param resolver who answers
     * @return the registration, first of all filters
     */
    @Bean
    @ConditionalOnMissingBean(value = ForwardedFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    FilterRegistrationBean<ForwardedFilter> forwardedFilter(ForwardedResolver resolver) {
        return new First(new ForwardedFilter(resolver));
    }

    /** A registration that goes before every other, since those are not {@link PriorityOrdered}. */
    private static final class First extends FilterRegistrationBean<ForwardedFilter> implements PriorityOrdered {

        First(ForwardedFilter filter) {
            super(filter);
            setName("forwardedFilter");
            setOrder(HIGHEST_PRECEDENCE);
            setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
            setAsyncSupported(true);
        }
    }
}
