package dev.forwarded.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** An application as users write it, with a filter of its own that wants to be the first. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ShopApplication.Pages.class)
public class ShopApplication {

    /** Says how it was started and on which port, and runs until its input ends. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        try (ConfigurableApplicationContext context = SpringApplication.run(ShopApplication.class, arguments)) {
            System.out.println((AotDetector.useGeneratedArtifacts() ? "processed" : "plain") + " on port "
                    + context.getEnvironment().getProperty("local.server.port"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Bean
    FilterRegistrationBean<Filter> impatientFilter() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new SeenFirst());
        registration.setName("impatientFilter");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.complementOf(EnumSet.of(DispatcherType.INCLUDE)));
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Answers with the URL that it sees, by kind of dispatch. */
    static final class SeenFirst implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest http = (HttpServletRequest) request;
            ((HttpServletResponse) response)
                    .addHeader("Seen-" + http.getDispatcherType(), String.valueOf(http.getRequestURL()));
            chain.doFilter(request, response);
        }
    }

    @Controller
    static class Pages {

        @GetMapping("/cart")
        @ResponseBody
        String cart(HttpServletRequest request) {
            return request.getRequestURL() + " " + request.isSecure() + " " + request.getRemoteAddr() + " "
                    + request.getHeader("X-Forwarded-Proto");
        }

        @GetMapping("/login")
        String login() {
            return "redirect:/cart";
        }

        @GetMapping("/basket")
        String basket() {
            return "forward:/cart";
        }

        @GetMapping("/slow")
        @ResponseBody
        Callable<String> slow(HttpServletRequest request) {
            return () -> "slowly " + request.getRequestURL();
        }

        @GetMapping("/slow-basket")
        Callable<String> slowBasket() {
            return () -> "forward:/cart";
        }

        @GetMapping("/slow-dispatch")
        void slowDispatch(HttpServletRequest request, HttpServletResponse response) {
            request.startAsync(request, response).dispatch("/cart");
        }

        @GetMapping("/broken")
        void broken(HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_CONFLICT);
        }

        @GetMapping("/session")
        @ResponseBody
        String session(HttpServletRequest request) {
            request.getSession();
            return "made";
        }
    }
}
