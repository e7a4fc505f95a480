package dev.forwarded.quarkus;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** Says what a REST resource sees. */
@Path("/url")
public class UrlResource {

    @Inject
    HttpServletRequest injected;

    @GET
    public String url(@Context UriInfo uri, @Context HttpServletRequest request) {
        return uri.getRequestUri() + " " + request.getRemoteAddr() + " " + injected.getRequestURL() + " "
                + injected.getRemoteAddr();
    }
}
