package dev.forwarded.stories;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first check of a SAML service provider: the response is meant for the URL at which it arrived. */
final class DestinationFilter implements Filter {

    private static final Pattern DESTINATION = Pattern.compile(" Destination=\"([^\"]*)\"");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        String saml =
                new String(Base64.getDecoder().decode(request.getParameter("SAMLResponse")), StandardCharsets.UTF_8);
        Matcher destination = DESTINATION.matcher(saml);
        String here = ((HttpServletRequest) request).getRequestURL().toString();
        boolean forUs = destination.find() && destination.group(1).equals(here);
        ((HttpServletResponse) response)
                .setStatus(forUs ? HttpServletResponse.SC_OK : HttpServletResponse.SC_FORBIDDEN);
        response.getWriter().print(forUs ? "welcome" : "meant for another destination than " + here);
    }
}
