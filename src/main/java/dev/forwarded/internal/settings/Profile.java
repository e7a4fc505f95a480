package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A named set of settings that says what a proxy really writes: family, fields, header names, hops. Never addresses,
 * which only the user knows, and never {@code require}.
 *
 * @param name the name
 * @param settings the settings by key
 * @param reason why these
 */
public record Profile(String name, Map<String, String> settings, String reason) {

    /**
     * All profiles. A field stands here only if the proxy, set up as the first example of its documentation and every
     * tutorial has it, sets that header, appends to it or drops it. Otherwise the header is the client's word, and only
     * whoever wrote the proxy's configuration knows better: he adds the field by {@code fields}.
     */
    public static final List<Profile> ALL = List.of(
            // The usual lines are Host, X-Real-IP, X-Forwarded-For and X-Forwarded-Proto.
            xForwarded("nginx", "for,proto", "Host is kept; X-Forwarded-Host and -Port pass from the client."),
            // The usual lines are forwardfor and X-Forwarded-Proto; both append a line where they do not replace.
            xForwarded("haproxy", "for,proto", "Host is kept; X-Forwarded-Host passes from the client unless deleted."),
            // mod_proxy adds its headers by itself, and none of them says the scheme.
            xForwarded("apache", "for,host", "It appends to both; X-Forwarded-Proto and -Port pass from the client."),
            xForwarded("caddy", "for,proto,host", "It replaces these three; X-Forwarded-Port passes from the client."),
            xForwarded("traefik", "for,proto,host,port", "It writes all four and drops what an untrusted peer sent."),
            // On the edge, as its documentation sets it up there: with use_remote_address.
            xForwarded("envoy", "for,proto", "Host is kept; X-Forwarded-Host passes from the client."),
            xForwarded("istio", "for,proto", "Its gateway is Envoy."),
            // Unless use-forwarded-headers is switched on, for proxies in front of it.
            xForwarded(
                    "kubernetes-ingress-nginx",
                    "for,proto,host",
                    "It replaces these; X-Forwarded-Port is the listener's."),
            // The built-in VCL knows of no scheme, and usual lines set one only if the client did not.
            xForwarded("varnish", "for", "It appends; the scheme is not stated, and X-Forwarded-Proto passes."),
            xForwarded("trafficserver", "for", "It appends; X-Forwarded-Proto and -Host pass from the client."),
            xForwarded("squid", "for", "It appends; X-Forwarded-Proto and -Host pass from the client."),
            // Both lines about X-Forwarded-For are options; the scheme is always replaced.
            xForwarded("nghttpx", "proto", "It replaces this; X-Forwarded-For, -Host and -Port pass from the client."),
            xForwarded("lighttpd", "for,proto", "Host is kept; without one X-Forwarded-Host passes from the client."),
            xForwarded("h2o", "for,proto", "It drops no header of the client's; Host is the backend's unless kept."),
            xForwarded(
                    "azure-application-gateway",
                    "for,proto,host,port",
                    "The host is in X-Original-Host; X-Forwarded-For is a list of ip:port.",
                    "names",
                    "host=X-Original-Host"),
            xForwarded(
                    "azure-front-door", "for,proto,host", "It replaces host and proto and appends the socket address."),
            xForwarded("azure-container-apps", "for,proto", "It replaces proto and appends to X-Forwarded-For."),
            xForwarded("azure-app-service", "for,proto", "X-Forwarded-For is ip:port; X-Forwarded-Host passes."),
            xForwarded("aws-alb", "for,proto,port", "It keeps Host; X-Forwarded-Host passes from the client."),
            // With the origin request policy that every guide adds for the scheme.
            xForwarded(
                    "aws-cloudfront",
                    "for,proto",
                    "It drops X-Forwarded-Proto and has CloudFront-Forwarded-Proto; a policy must forward Host.",
                    "names",
                    "proto=CloudFront-Forwarded-Proto"),
            new Profile(
                    "aws-api-gateway",
                    settings("headers", "forwarded", "fields", "for,proto,host"),
                    "X-Forwarded-For may hold only the gateway's private address; Forwarded tells all."),
            xForwarded(
                    "gcp-load-balancer",
                    "for,proto",
                    "It appends two addresses, the client's and the forwarding rule's own.",
                    "hops",
                    "for=2,proto=1"),
            xForwarded("cloudflare", "for,proto", "Host is kept; a client's X-Forwarded-Host and Forwarded pass."),
            xForwarded("heroku", "for,proto,port", "Host is kept; X-Forwarded-Host passes from the client."),
            // Of a peer that it does not trust it removes the headers, and writes none.
            xForwarded(
                    "spring-cloud-gateway",
                    "for,proto,host",
                    "It appends its own value to each list; the host carries the port."));

    private static Profile xForwarded(String name, String fields, String reason, String... more) {
        Map<String, String> settings = settings("headers", "x-forwarded", "fields", fields);
        settings.putAll(settings(more));
        return new Profile(name, settings, reason);
    }

    private static Map<String, String> settings(String... pairs) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    /** The profile with a name, in any case; empty if there is none. */
    public static Optional<Profile> of(String name) {
        return ALL.stream()
                .filter(profile -> Ascii.equalsIgnoreCase(profile.name, name))
                .findFirst();
    }

    /** The name, if it is empty or there is such a profile. */
    static String parse(String name, SettingErrors.Row errors) {
        if (!name.isEmpty() && of(name).isEmpty()) {
            errors.add(
                    name,
                    "is no profile",
                    Spelling.fix(name, ALL.stream().map(Profile::name).toList()));
        }
        return name;
    }

    /** Its value for a setting, by key; empty if it has none. */
    String get(String key) {
        return settings.getOrDefault(key, "");
    }
}
