package dev.forwarded.slices;

import static dev.forwarded.spring.ForwardedRequestPostProcessors.via;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import dev.forwarded.OriginalRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A slice of an application of Spring Boot 3.5: the filter and its settings are in it. */
@WebMvcTest
@Import(SliceTest.Links.class)
class SliceTest {

    @SpringBootApplication
    static class Application {}

    @RestController
    static class Links {

        @GetMapping("/password-reset")
        String link(OriginalRequest original) {
            return original.link("/reset?token=x");
        }
    }

    @Autowired
    private MockMvc mvc;

    @Test
    void behind_our_proxy_links_are_client_facing() throws Exception {
        mvc.perform(get("/password-reset")
                        .with(via())
                        .header("Host", "shop.example.com")
                        .header("X-Forwarded-Proto", "https"))
                .andExpect(content().string("https://shop.example.com/reset?token=x"));
    }

    @Test
    void a_stranger_is_not_believed() throws Exception {
        mvc.perform(get("/password-reset")
                        .with(via("192.0.2.66"))
                        .header("Host", "shop.example.com")
                        .header("X-Forwarded-Proto", "https"))
                .andExpect(content().string("http://shop.example.com/reset?token=x"));
    }
}
