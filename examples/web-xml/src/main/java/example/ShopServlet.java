package example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A shop with a redirect, an asynchronous page and an error page. */
public final class ShopServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
            case "/login" -> response.sendRedirect(request.getContextPath() + "/cart");
            case "/slow" -> request.startAsync(request, response).dispatch("/cart");
            case "/taken" -> response.sendError(HttpServletResponse.SC_CONFLICT);
            default -> response.getWriter().print(request.getRequestURL() + " from " + request.getRemoteAddr());
        }
    }
}
