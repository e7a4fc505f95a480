package dev.forwarded;

import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Host;
import dev.forwarded.internal.http.Scheme;
import dev.forwarded.internal.settings.PublicUrl;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port together ("Host and port" in {@code docs/rules.md}): what trusted proxies state, completed by
 * what was received.
 */
final class AuthorityRules {

    private AuthorityRules() {}

    /** The origin that {@code publicUrl} pins. */
    static Origin pinned(PublicUrl url) {
        return new Origin(url.scheme(), url.authority().host(), url.port());
    }

    /**
     * The host is the forwarded one, else the received one; the port is that of the first rule of {@link PortRule} that
     * applies, which is noted in what is believed.
     *
     * @param received the received host; only used where none was forwarded, null for what the server makes of it
     */
    static Origin origin(Believed believed, ReceivedRequest request, @Nullable ReceivedHost received) {
        String scheme = believed.scheme == null ? request.scheme() : believed.scheme;
        Authority host = believed.host;
        if (host == null) {
            host = received == null ? null : received.authority();
        }
        if (host == null) {
            host = asReceived(request);
        }
        PortRule rule = portRule(believed, host, scheme, request, received);
        believed.portRule = rule;
        int port = switch (rule) {
            case FORWARDED_HOST, RECEIVED_HOST -> host.port();
            case PORT_HEADER -> believed.port;
            case DEFAULT_OF_FORWARDED_HOST, DEFAULT -> Authority.defaultPort(scheme);
            case SERVER -> request.serverPort();
        };
        return new Origin(scheme, host.host(), port);
    }

    /** Rules 1 to 6 of {@link PortRule}, tried in this order. */
    private static PortRule portRule(
            Believed believed,
            Authority host,
            String scheme,
            ReceivedRequest request,
            @Nullable ReceivedHost received) {
        boolean isForwarded = believed.host != null;
        boolean hasPort = host.port() != Authority.NO_PORT;
        boolean hasDefault = Authority.defaultPort(scheme) != Authority.NO_PORT;
        if (isForwarded && hasPort) {
            return PortRule.FORWARDED_HOST;
        }
        if (believed.port != Authority.NO_PORT && believed.port != defaultOfOther(scheme)) {
            return PortRule.PORT_HEADER;
        }
        if (isForwarded && hasDefault) {
            return PortRule.DEFAULT_OF_FORWARDED_HOST;
        }
        if (!isForwarded && hasPort && !isListeners(host, scheme, request)) {
            return PortRule.RECEIVED_HOST;
        }
        boolean isStated = believed.scheme != null || received != null && received.isStated();
        return isStated && hasDefault ? PortRule.DEFAULT : PortRule.SERVER;
    }

    /** The default port of the other scheme: as X-Forwarded-Port it is an inner listener's. */
    private static int defaultOfOther(String scheme) {
        return Authority.defaultPort(scheme.equals(Scheme.HTTPS) ? Scheme.HTTP : Scheme.HTTPS);
    }

    /** Whether the port in the received Host belongs to the connection, because a header changed the scheme. */
    private static boolean isListeners(Authority host, String scheme, ReceivedRequest request) {
        boolean isChanged = !scheme.equals(request.scheme());
        return isChanged && host.port() == Authority.defaultPort(request.scheme());
    }

    /** The host as the server made it of the request, whatever that is. */
    private static Authority asReceived(ReceivedRequest request) {
        String name = request.serverName();
        return new Authority(name == null || name.isEmpty() ? "" : Host.bracketed(name), Authority.NO_PORT);
    }
}
