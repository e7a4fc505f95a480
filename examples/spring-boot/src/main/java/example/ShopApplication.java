package example;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Nothing in it knows of the filter: the dependency and application.yml are enough. */
@SpringBootApplication
public class ShopApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @Controller
    static class Pages {

        @GetMapping("/cart")
        @ResponseBody
        String cart(HttpServletRequest request) {
            return request.getRequestURL() + " from " + request.getRemoteAddr() + "\n";
        }

        @GetMapping("/login")
        String login() {
            return "redirect:/cart";
        }
    }
}
