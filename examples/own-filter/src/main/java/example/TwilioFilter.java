package example;

import com.twilio.security.RequestValidator;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.servlet.ForwardedRequests;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Passes only what Twilio signed: the URL that Twilio called, which the proxies have told, and the form that it sent. */
public final class TwilioFilter implements Filter {

    private final RequestValidator validator;
    private final ForwardedResolver resolver;

    public TwilioFilter(String authToken, ForwardedResolver resolver) {
        this.validator = new RequestValidator(authToken);
        this.resolver = resolver;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int status = check((HttpServletRequest) request);
        if (status == HttpServletResponse.SC_OK) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(status);
        }
    }

    private int check(HttpServletRequest request) throws IOException {
        String signature = Objects.requireNonNullElse(request.getHeader("X-Twilio-Signature"), "");
        Map<String, String> parameters = ofBody(request);
        try {
            OriginalRequest original = ForwardedRequests.resolve(request, resolver);
            boolean genuine = validator.validate(original.url(), parameters, signature)
                    || validator.validate(original.urlWithPort(), parameters, signature);
            return genuine ? HttpServletResponse.SC_OK : HttpServletResponse.SC_FORBIDDEN;
        } catch (RejectedRequestException rejected) {
            return RejectedRequestException.STATUS;
        }
    }

    /** Those of the query are in the URL already; of a name that is in both, the query's come first. */
    private static Map<String, String> ofBody(HttpServletRequest request) throws IOException {
        request.setCharacterEncoding("UTF-8");
        Map<String, String> parameters = new TreeMap<>();
        List<String> inQuery = names(request.getQueryString());
        request.getParameterMap().forEach((name, values) -> {
            int first = (int) inQuery.stream().filter(name::equals).count();
            if (first < values.length) {
                parameters.put(name, values[first]);
            }
        });
        return parameters;
    }

    private static List<String> names(String query) {
        return Stream.of((query == null ? "" : query).split("&"))
                .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8))
                .toList();
    }
}
