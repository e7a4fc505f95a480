package dev.forwarded.spring;

import static dev.forwarded.spring.ForwardedRequestPostProcessors.via;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.servlet.ForwardedFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The parts for Spring MVC: a parameter of handler methods, and requests of tests. */
class MvcTest {

    @EnableWebMvc
    @RestController
    static class Pages {
        @GetMapping("/link")
        String link(OriginalRequest original) {
            return original.url() + " " + original.clientAddress() + " " + original.isTrusted();
        }
    }

    private static String ask(MockMvc mvc, RequestPostProcessor peer) throws Exception {
        return mvc.perform(get("/link")
                        .header("Host", "shop.example.com")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-For", "192.0.2.1")
                        .with(peer))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static DefaultMockMvcBuilder application(Map<String, String> settings, Object... beans) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.register(Pages.class, Arguments.class);
        ForwardedResolver resolver =
                ForwardedResolver.builder().settings(settings).build();
        context.addBeanFactoryPostProcessor(factory -> {
            factory.registerSingleton("resolver", resolver);
            List.of(beans)
                    .forEach(bean -> factory.registerSingleton(bean.getClass().getName(), bean));
        });
        context.refresh();
        return MockMvcBuilders.webAppContextSetup((WebApplicationContext) context);
    }

    private static MockMvc filtered(Map<String, String> settings, Object... beans) {
        ForwardedResolver resolver =
                ForwardedResolver.builder().settings(settings).build();
        return application(settings, beans)
                .addFilters(new ForwardedFilter(resolver))
                .build();
    }

    private static Map<String, String> settings(String trusted) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("headers", "x-forwarded"));
        settings.put("trustedProxies", trusted);
        return settings;
    }

    @Test
    void a_handler_method_takes_the_original_request() throws Exception {
        assertThat(ask(filtered(settings("10.0.0.7")), via("10.0.0.7")))
                .isEqualTo("https://shop.example.com/link 192.0.2.1 true");
    }

    @Test
    void from_a_peer_that_is_not_trusted_it_is_the_received_one() throws Exception {
        assertThat(ask(filtered(settings("10.0.0.7")), via("10.0.0.8")))
                .isEqualTo("http://shop.example.com/link 10.0.0.8 false");
    }

    @Test
    void without_the_filter_it_is_the_received_one() throws Exception {
        assertThat(ask(application(settings("10.0.0.7")).build(), via("10.0.0.7")))
                .isEqualTo("http://shop.example.com/link 10.0.0.7 false");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.128/25", "loopback", "private", "link-local", "cgnat", "all", "_gateway 2001:db8::/32"})
    void a_test_need_not_know_who_is_trusted(String trusted) throws Exception {
        assertThat(ask(filtered(settings(trusted)), via())).startsWith("https://shop.example.com/link ");
    }

    @Test
    void a_test_need_not_know_the_secret() throws Exception {
        String secret = "X-Proxy-Secret=0123456789abcdef";
        Map<String, String> settings = settings("10.0.0.7");
        settings.put("trustedSecret", secret);
        ForwardedProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("forwarded.trusted-secret", secret)))
                .bindOrCreate("forwarded", ForwardedProperties.class);
        assertThat(ask(filtered(settings, properties), via())).startsWith("https://shop.example.com/link ");
        assertThat(ask(filtered(settings, properties), via("10.0.0.7"))).startsWith("http://shop.example.com/link ");
    }

    @Test
    void nobody_trusted_is_no_proxy() {
        assertThatThrownBy(() -> ask(filtered(settings("")), via())).hasMessageContaining("trust no peer");
    }
}
