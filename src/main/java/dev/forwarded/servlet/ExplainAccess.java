package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.SettingErrors.WrongSettingsException;
import dev.forwarded.internal.settings.TrustList;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the page: clients of some addresses, and who knows the token; both, if both are set, and nobody, if
 * neither is.
 */
final class ExplainAccess {

    static final String ADDRESSES = "addresses";
    static final String TOKEN = "token";

    /** A shorter one could be guessed. */
    private static final int MIN_LENGTH = 16;

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final @Nullable TrustList addresses;
    private final byte @Nullable [] token;

    private ExplainAccess(@Nullable TrustList addresses, byte @Nullable [] token) {
        this.addresses = addresses;
        this.token = token;
    }

    /** Reads the init-params; there are no others than these two. */
    static ExplainAccess of(ServletConfig config) throws ServletException {
        for (String name : Collections.list(config.getInitParameterNames())) {
            if (!name.equals(ADDRESSES) && !name.equals(TOKEN)) {
                throw new ServletException("ExplainServlet: the init-param " + name + " is unknown; there are "
                        + ADDRESSES + " and " + TOKEN);
            }
        }
        return new ExplainAccess(addresses(config.getInitParameter(ADDRESSES)), token(config.getInitParameter(TOKEN)));
    }

    /** Read as trustedProxies is. */
    private static @Nullable TrustList addresses(@Nullable String text) throws ServletException {
        if (text == null) {
            return null;
        }
        try {
            return Planned.planOf(
                            ForwardedResolver.builder().trustedProxies(text).build())
                    .trusted;
        } catch (WrongSettingsException wrong) {
            throw new ServletException("ExplainServlet: the init-param " + ADDRESSES + " is wrong: "
                    + wrong.errors().get(0).what() + "; "
                    + wrong.errors().get(0).fix());
        }
    }

    private static byte @Nullable [] token(@Nullable String text) throws ServletException {
        if (text == null) {
            return null;
        }
        boolean isPrintable = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (text.length() < MIN_LENGTH || !isPrintable) {
            throw new ServletException("ExplainServlet: the init-param " + TOKEN + " is too short or has a character"
                    + " that no header can carry; write at least " + MIN_LENGTH
                    + " printable characters without spaces");
        }
        return bytes(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isClosed() {
        return addresses == null && token == null;
    }

    /** Whether a client may see the page, as far as its address says; null for one that is not known. */
    boolean admitsAddress(@Nullable String client) {
        return addresses == null || client != null && addresses.trustsPeer(client);
    }

    /**
     * The address of the client, if it is known: the peer's, if nothing says that the request was passed on, else the
     * one that trusted proxies state. A proxy that is not trusted, or states no client, is not taken for it.
     */
    static @Nullable String client(OriginalRequest original, boolean isPassedOn) {
        if (!isPassedOn) {
            return original.peerAddress();
        }
        boolean isStated = original.isTrusted()
                && original.clientNode().equals(original.clientAddress())
                && !original.clientAddress().equals(original.peerAddress());
        return isStated ? original.clientAddress() : null;
    }

    /** Whether the token is there, if it is asked for: by {@code Bearer}, or as the password of {@code Basic}. */
    boolean admitsToken(Enumeration<String> authorizations) {
        byte[] expected = token;
        if (expected == null) {
            return true;
        }
        String line = authorizations.hasMoreElements() ? authorizations.nextElement() : "";
        return MessageDigest.isEqual(expected, sent(line)) && !authorizations.hasMoreElements();
    }

    private static byte[] sent(String line) {
        if (line.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return bytes(line.substring(BEARER.length()).trim());
        }
        if (!line.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new byte[0];
        }
        try {
            byte[] pair =
                    Base64.getDecoder().decode(line.substring(BASIC.length()).trim());
            String text = new String(pair, StandardCharsets.ISO_8859_1);
            return bytes(text.substring(text.indexOf(':') + 1));
        } catch (IllegalArgumentException wrong) {
            return new byte[0];
        }
    }
}
