package example;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Without a server; the filter takes part like every registered filter. */
@SpringBootTest
@AutoConfigureMockMvc
class ShopMvcTest {

    @Autowired
    private MockMvc mvc;

    /** What the proxy adds, and where it connects from. */
    private static RequestPostProcessor from(String peer) {
        return request -> {
            request.setRemoteAddr(peer);
            request.addHeader("Host", "shop.example.com");
            request.addHeader("X-Forwarded-For", "203.0.113.7");
            request.addHeader("X-Forwarded-Proto", "https");
            return request;
        };
    }

    @Test
    void through_the_proxy_the_request_is_the_original_one() throws Exception {
        mvc.perform(get("/cart").with(from("127.0.0.1")))
                .andExpect(content().string("https://shop.example.com/cart from 203.0.113.7\n"));
        mvc.perform(get("/login").with(from("127.0.0.1"))).andExpect(redirectedUrl("https://shop.example.com/cart"));
    }

    @Test
    void from_anybody_else_nothing_is_believed() throws Exception {
        mvc.perform(get("/cart").with(from("192.0.2.66")))
                .andExpect(content().string("http://shop.example.com/cart from 192.0.2.66\n"));
    }
}
