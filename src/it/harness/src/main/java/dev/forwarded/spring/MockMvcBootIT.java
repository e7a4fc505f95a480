package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.ForwardedFilter;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Tests without a server, as in docs/spring-boot.md; without the builders for requests, which differ between lines. */
class MockMvcBootIT {

    private static MockHttpServletResponse get(MockMvc mvc, String path, String peer) throws Exception {
        return mvc.perform(context -> {
                    MockHttpServletRequest request = new MockHttpServletRequest(context, "GET", path);
                    request.setRemoteAddr(peer);
                    request.addHeader("Host", "shop.example.com");
                    request.addHeader("X-Forwarded-For", "203.0.113.7");
                    request.addHeader("X-Forwarded-Proto", "https");
                    return request;
                })
                .andReturn()
                .getResponse();
    }

    @Test
    void a_controller_alone() throws Exception {
        ForwardedResolver resolver =
                ForwardedResolver.builder().headers("x-forwarded").build();
        MockMvc mvc = MockMvcBuilders.standaloneSetup(new ShopApplication.Pages())
                .addFilters(new ForwardedFilter(resolver))
                .build();

        assertThat(get(mvc, "/cart", "127.0.0.1").getContentAsString())
                .isEqualTo("https://shop.example.com/cart true 203.0.113.7 null");
        assertThat(get(mvc, "/cart", "192.0.2.9").getContentAsString()).endsWith("/cart false 192.0.2.9 null");
    }

    @Test
    void the_whole_application_with_its_settings() throws Exception {
        try (Shop shop = Shop.with("forwarded.trusted-proxies=192.0.2.1", "forwarded.profile=nginx")) {
            MockMvc mvc = MockMvcBuilders.webAppContextSetup((WebApplicationContext) shop.context())
                    .addFilters(new ForwardedFilter(shop.bean(ForwardedResolver.class)))
                    .build();

            assertThat(get(mvc, "/login", "192.0.2.1").getRedirectedUrl()).isEqualTo("https://shop.example.com/cart");
        }
    }
}
