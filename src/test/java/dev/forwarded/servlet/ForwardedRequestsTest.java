package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.ReceivedRequest;
import dev.forwarded.RejectedRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ForwardedRequestsTest {

    private static final String HEAD = """
            GET /app/x HTTP/1.1
            Host: inner:8080
            X-Forwarded-For: 203.0.113.7
            X-Forwarded-For: 203.0.113.8
            X-Forwarded-Proto: https
            """;

    private final ForwardedResolver resolver =
            ForwardedResolver.builder().headers("x-forwarded").build();

    private static StubRequest request(String head) {
        return new StubRequest("127.0.0.1", head);
    }

    private HttpServletRequest wrapped(StubRequest request) {
        ServletReceived received = new ServletReceived(request);
        return new OriginalHttpRequest(received, resolver, resolver.resolve(received));
    }

    @Test
    void the_received_request_is_the_containers() {
        StubRequest request = request(HEAD);
        for (HttpServletRequest each :
                new HttpServletRequest[] {request, wrapped(request), new HttpServletRequestWrapper(wrapped(request))}) {
            ReceivedRequest received = ForwardedRequests.received(each);
            assertThat(received.scheme()).isEqualTo("http");
            assertThat(received.serverName() + ":" + received.serverPort()).isEqualTo("inner:8080");
            assertThat(received.peerAddress() + ":" + received.peerPort()).isEqualTo("127.0.0.1:4711");
            assertThat(received.localAddress()).isEqualTo("127.0.0.1");
            assertThat(received.protocol()).isEqualTo("HTTP/1.1");
            assertThat(received.rawPath() + received.rawQuery()).isEqualTo("/app/xnull");
            assertThat(received.contextPath()).isEqualTo("/app");
            assertThat(received.header("x-forwarded-proto")).isEqualTo("https");
            assertThat(Collections.list(received.headers("X-Forwarded-For")))
                    .containsExactly("203.0.113.7", "203.0.113.8");
            assertThat(received.isRewritten()).isFalse();
        }
    }

    @Test
    void without_a_filter_the_request_is_as_received_and_not_trusted() {
        OriginalRequest original = ForwardedRequests.original(request(HEAD));
        assertThat(original.url()).isEqualTo("http://inner:8080/app/x");
        assertThat(original.clientAddress()).isEqualTo("127.0.0.1");
        assertThat(original.isTrusted()).isFalse();
    }

    @Test
    void the_filters_answer_is_found_in_every_wrapper() {
        StubRequest request = request(HEAD);
        HttpServletRequest wrapped = wrapped(request);
        for (HttpServletRequest each : new HttpServletRequest[] {wrapped, new HttpServletRequestWrapper(wrapped)}) {
            assertThat(ForwardedRequests.original(each).url()).isEqualTo("https://inner:8080/app/x");
            assertThat(ForwardedRequests.resolve(each, ForwardedRequests.NOBODY).isTrusted())
                    .isTrue();
        }
    }

    @Test
    void without_a_filter_a_resolver_of_ones_own_answers() {
        assertThat(ForwardedRequests.resolve(request(HEAD), resolver).clientAddress())
                .isEqualTo("203.0.113.8");
        assertThatThrownBy(() -> ForwardedRequests.resolve(request(HEAD.replace("https", "gopher")), resolver))
                .isInstanceOf(RejectedRequestException.class);
    }

    @Test
    void what_something_in_front_has_replaced_is_known() {
        StubRequest request = request(HEAD);
        request.setAttribute("org.apache.tomcat.request.forwarded", true);
        assertThat(ForwardedRequests.received(request).isRewritten()).isTrue();
        assertThat(ForwardedRequests.resolve(request, resolver).isTrusted()).isFalse();
    }
}
