package dev.forwarded.servlet;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** In a war on a server: the actions of the present test. */
public final class StagedServlet extends GenericServlet {

    private static final long serialVersionUID = 1;

    @Override
    public void init() {
        StagedFilter.ACTIONS.putAll(new Application().dumps().staged().actions());
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        new Application.ActionServlet(StagedFilter.ACTIONS).service(request, response);
    }
}
