package example;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Any other filter of the application: it says in the answer what it has seen. */
public final class AuditFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        ((HttpServletResponse) response)
                .addHeader("Seen-" + http.getDispatcherType(), http.getRequestURL() + " from " + http.getRemoteAddr());
        chain.doFilter(request, response);
    }
}
