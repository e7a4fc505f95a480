package dev.forwarded.stories;

import dev.forwarded.servlet.ForwardedRequests;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What applications do with the URL of a request: written as if there were no proxy, but for the webhook. */
final class Shop {

    private static final Map<String, String> TENANTS =
            Map.of("tenant1.example.com", "First shop", "tenant2.example.com", "Second shop");

    private static final String WEBHOOK_KEY = "key of the webhook";

    private Shop() {}

    /** The URL of the application, as text books build it. */
    static String baseUrl(HttpServletRequest request) {
        return origin(request) + request.getContextPath();
    }

    /** What a browser sends as {@code Origin} from a page of this application. */
    static String origin(HttpServletRequest request) {
        int standard = request.getScheme().equals("https") ? 443 : 80;
        String port = request.getServerPort() == standard ? "" : ":" + request.getServerPort();
        return request.getScheme() + "://" + request.getServerName() + port;
    }

    /** A link to the page itself. */
    static void link(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(request.getRequestURL());
    }

    /** A link that goes into an e-mail. */
    static void resetLink(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(baseUrl(request) + "/reset?token=4711");
    }

    /** Back to the login page, by an absolute URL. */
    static void account(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(baseUrl(request) + "/login");
    }

    /** Back to the login page, by a path. */
    static void orders(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getContextPath() + "/login");
    }

    /** Starts a session. */
    static void login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession().setAttribute("user", "alice");
        response.getWriter().print("welcome");
    }

    static void whoAmI(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object user =
                request.getSession(false) == null ? null : request.getSession().getAttribute("user");
        response.getWriter().print(user == null ? "signed out" : user);
    }

    /** A cookie for the domain by which the client knows the application. */
    static void theme(HttpServletRequest request, HttpServletResponse response) {
        Cookie theme = new Cookie("theme", "dark");
        theme.setDomain(request.getServerName());
        theme.setPath("/");
        response.addCookie(theme);
    }

    /** A cookie that is as secure as the request was. */
    static void language(HttpServletRequest request, HttpServletResponse response) {
        Cookie language = new Cookie("language", "en");
        language.setSecure(request.isSecure());
        language.setPath(request.getContextPath() + "/");
        response.addCookie(language);
    }

    /** One application for many shops, told apart by the name of the host. */
    static void tenant(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(TENANTS.getOrDefault(request.getServerName(), "no such shop"));
    }

    /** Whom a limit of requests, a block list or an audit log takes for the client. */
    static void client(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(request.getRemoteAddr());
    }

    static void clientPort(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(request.getRemotePort());
    }

    static void missing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    /** An error page with a link home. */
    static void errorPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("<a href=\"" + request.getContextPath() + "/\">Home</a>");
    }

    /** Accepts a call only if the URL was signed with the key. */
    static void webhook(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String url = ForwardedRequests.original(request).url();
        String signature = String.valueOf(request.getHeader("X-Signature"));
        boolean genuine = MessageDigest.isEqual(bytes(sign(url)), bytes(signature));
        response.setStatus(genuine ? HttpServletResponse.SC_OK : HttpServletResponse.SC_FORBIDDEN);
        response.getWriter().print(request.getRequestURI());
    }

    /** What the caller of the webhook does. */
    static String sign(String url) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(WEBHOOK_KEY), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(url)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
