package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.RefusalHandler;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Gives the filter the application's {@link RefusalHandler}, and the actuator, where it is, its endpoint. */
@AutoConfiguration(after = ForwardedAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@Conditional(OnEnabled.class)
final class ObserversAutoConfiguration {

    /** Runs before any filter is initialised. */
    @Bean
    static ServletContextInitializer forwardedRefusalHandler(ObjectProvider<RefusalHandler> handlers) {
        return context ->
                handlers.ifAvailable(handler -> context.setAttribute(RefusalHandler.class.getName(), handler));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static final class Actuator {

        @Bean
        @ConditionalOnMissingBean
        ForwardedEndpoint forwardedEndpoint(
                ForwardedResolver resolver, ServletContext context, HttpServletRequest request) {
            return new ForwardedEndpoint(resolver, context, request);
        }
    }
}
