package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.internal.settings.SettingErrors.WrongSettingsException;
import dev.forwarded.internal.settings.Spelled;
import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Registers a {@link ForwardedFilter} before every other filter, for all dispatcher types, and keeps Spring Boot and
 * its container from handling the same headers. A handler method of Spring MVC may have a parameter
 * {@link OriginalRequest}.
 *
 * <p>A {@link ForwardedResolver} or a {@link ForwardedFilter} bean of the application's own takes the place of ours, and
 * so does a {@code FilterRegistrationBean<ForwardedFilter>}; {@code forwarded.enabled=false} switches all of it off.
 *
 * <p>More: <a href="https://forwarded.dev/forwarded-filter/docs/spring-boot.md">Spring Boot</a>.
 *
 * @since 1.0.0
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@Conditional(OnEnabled.class)
@EnableConfigurationProperties(ForwardedProperties.class)
public final class ForwardedAutoConfiguration {

    /** Made by Spring. */
    public ForwardedAutoConfiguration() {}

    /** Leaves the forwarded headers to this filter alone. */
    @Bean
    static BeanFactoryPostProcessor forwardedHeadersStrategy(ConfigurableEnvironment environment) {
        return new SoleHandler(environment);
    }

    /** Reads maps, and names the keys that are no settings. */
    @Bean
    static BeanFactoryPostProcessor forwardedSettings(ConfigurableEnvironment environment) {
        return new WrittenSettings(environment);
    }

    /** The resolver, for the filter and for filters of the application's own; all mistakes are named at once. */
    @Bean
    @ConditionalOnMissingBean
    ForwardedResolver forwardedResolver(ForwardedProperties properties) {
        try {
            return WrittenSettings.resolver(properties);
        } catch (WrongSettingsException wrong) {
            throw StartUpException.of(PropertyNames.lines(wrong), "");
        }
    }

    /** The registration of the filter. */
    @Bean
    @Conditional(Place.Vacant.class)
    FilterRegistrationBean<ForwardedFilter> forwardedFilterRegistration(
            ObjectProvider<ForwardedFilter> own, ForwardedResolver resolver) {
        return new Place.First<>(own.getIfAvailable(() -> new ForwardedFilter(resolver)));
    }

    /** Has the filter speak of properties. */
    @Bean
    static ServletContextInitializer forwardedSpelling() {
        return context -> context.setAttribute(Spelled.ATTRIBUTE, new PropertyNames());
    }

    /** Puts a registration of the application's own first, if it does not say where it belongs. */
    @Bean
    static BeanPostProcessor forwardedFilterPlace() {
        return new Place();
    }

    /** Report mode beside another handler of the headers, which stays at work. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OtherHandler.IsReported.class)
    static final class Reporting {

        /** In front of that handler. */
        @Bean
        FilterRegistrationBean<Filter> forwardedFilterRegistration() {
            return new Place.First<>(Comparison::keep);
        }

        /** Behind it. */
        @Bean
        Filter forwardedComparison(ForwardedResolver resolver, Environment environment, ListableBeanFactory beans) {
            OtherHandler other = new OtherHandler(environment, beans);
            return new Comparison(resolver, other::orderBehind, System::nanoTime);
        }

        /**
         * In front of a server that handles the headers before any filter. By its own type: Spring asks the declared one
         * which post-processors come first.
         */
        @Bean
        static ServerView forwardedServerView(Environment environment, ListableBeanFactory beans) {
            return new ServerView(new OtherHandler(environment, beans).isServer());
        }
    }

    /** What needs Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static final class Mvc {

        /** {@code OriginalRequest} as a parameter of a handler method. */
        @Bean
        WebMvcConfigurer forwardedArguments() {
            return new Arguments();
        }
    }

    /** Says in the log which filters run before it nevertheless, and what a platform's proxies want. */
    @Bean
    static SmartInitializingSingleton forwardedFilterOrder(
            ListableBeanFactory beans, Environment environment, ObjectProvider<ForwardedResolver> resolvers) {
        return () -> {
            Place.warnOfFiltersBefore(beans);
            resolvers.ifUnique(resolver -> Platform.warnIfNobodyIsTrusted(environment, resolver.settings()));
        };
    }
}
