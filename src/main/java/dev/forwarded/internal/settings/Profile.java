package dev.forwarded.internal.settings;

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

    /** All profiles. */
    public static final List<Profile> ALL = List.of(
            xForwarded(
                    "nginx", "for,proto,host", "X-Forwarded-Port is the listener's; Host carries the client's port."),
            xForwarded("haproxy", "for,proto", "Host is kept; X-Forwarded-Host passes from the client unless deleted."),
            xForwarded("apache", "for,proto,host", "X-Forwarded-Port follows the client's Host header."),
            xForwarded("caddy", "for,proto,host", "It replaces these three; X-Forwarded-Port passes from the client."),
            xForwarded("traefik", "for,proto,host,port", "It writes all four and drops what an untrusted peer sent."),
            xForwarded("envoy", "for,proto", "Host is kept; X-Forwarded-Host passes from the client."),
            xForwarded("istio", "for,proto", "Its gateway is Envoy."),
            xForwarded(
                    "kubernetes-ingress-nginx",
                    "for,proto,host",
                    "It replaces these; X-Forwarded-Port is the listener's."),
            xForwarded("varnish", "for,proto", "Host is kept; X-Forwarded-Host passes from the client."),
            xForwarded(
                    "trafficserver", "for,proto", "Host is kept; what it is not told to drop passes from the client."),
            xForwarded("squid", "for,proto", "Host is rebuilt; what it is not told to drop passes from the client."),
            xForwarded("nghttpx", "for,proto", "Host is kept; X-Forwarded-Host, -Port and -Prefix cannot be dropped."),
            xForwarded("lighttpd", "for,proto", "Host is kept; without one X-Forwarded-Host passes from the client."),
            xForwarded("h2o", "for,proto", "Host is kept; it drops no header of the client's."),
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
            new Profile(
                    "azure-api-management",
                    settings("headers", "forwarded", "fields", "for,proto,host"),
                    "Its policy replaces Forwarded; without the policy the client's passes."),
            xForwarded("aws-alb", "for,proto,port", "It keeps Host; X-Forwarded-Host passes from the client."),
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

    /** The profile with a name; empty if there is none. */
    public static Optional<Profile> of(String name) {
        return ALL.stream().filter(profile -> profile.name.equals(name)).findFirst();
    }

    /** The name, if it is empty or there is such a profile. */
    static String parse(String name, SettingErrors.Row errors) {
        if (!name.isEmpty() && of(name).isEmpty()) {
            List<String> names = ALL.stream().map(Profile::name).toList();
            errors.add(name, "is no profile", "write one of " + String.join(", ", names));
        }
        return name;
    }

    /** Its value for a setting, by key; empty if it has none. */
    String get(String key) {
        return settings.getOrDefault(key, "");
    }
}
