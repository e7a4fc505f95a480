package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests on virtual threads, which the table of scenarios runs on too. */
class VirtualThreadsIT {

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return Runtime.version().feature() >= 21
                && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    @Test
    void a_request_has_a_virtual_thread_where_the_jvm_has_them() throws Exception {
        Stage stage = Stage.with("headers=x-forwarded")
                .on("/thread", (request, response) -> response.getWriter().print(isVirtual(Thread.currentThread())));
        assertThat(stage.ask("GET /app/thread HTTP/1.1\n" + Scenarios.ONE_HOP).body())
                .isEqualTo(String.valueOf(Runtime.version().feature() >= 21));
    }

    @Test
    void requests_at_the_same_time_have_answers_of_their_own() throws Exception {
        Stage stage = Stage.with("headers=x-forwarded").on("/slow", (request, response) -> {
            response.getWriter().print(request.getRemoteAddr() + " " + request.getRequestURL());
        });
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> requests = IntStream.range(0, 200)
                    .mapToObj(i -> (Callable<String>)
                            () -> stage.ask("GET /app/slow HTTP/1.1\nHost: inner\nX-Forwarded-For: 192.0.2." + i
                                            + "\nX-Forwarded-Host: shop" + i + ".example")
                                    .body())
                    .toList();
            List<Future<String>> answers = clients.invokeAll(requests);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("192.0.2." + i + " http://shop" + i + ".example/app/slow");
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
