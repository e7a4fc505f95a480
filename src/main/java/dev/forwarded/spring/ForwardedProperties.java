package dev.forwarded.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings as properties: {@code forwarded.} and the name of the setting in kebab-case. What is not set stays
 * null, so that the defaults of the core and of a profile apply. A list may be written with commas or as a YAML list,
 * hops and names as a map too. Made by Spring: its constructor grows with every new setting, so no code should call it.
 *
 * @param enabled Whether the filter is registered.
 * @param trustedProxies Who may tell about the original request: addresses, CIDR blocks, loopback, private,
 *     link-local, cgnat, unix, all, _identifier. Replaces the default; empty means nobody.
 * @param hops How many hops are believed: a number, counts of single fields such as for=2,proto=1, or both.
 * @param trustedSecret A header line that a peer must send to be trusted: Header-Name=value, the value at least 16
 *     characters.
 * @param headers Which family of headers is read.
 * @param fields What is taken from the headers: for, proto, host, port.
 * @param require What a trusted peer must state in every request: for, proto, host, port.
 * @param names Other names for the X-Forwarded headers, such as host=X-Original-Host.
 * @param prefix What X-Forwarded-Prefix does to the context path.
 * @param allowedHosts The original hosts that are served: hosts, *.host, either with :port, IP literals; for probes
 *     CIDR blocks, trust names and local.
 * @param publicUrl Pins scheme, host, port and prefix of every request: https://host[:port][/prefix].
 * @param onInvalid What happens to invalid forwarded headers of a trusted peer.
 * @param onUntrusted What happens to forwarded headers of a peer that is not trusted.
 * @param hideHeaders Whether the application sees the forwarded headers: true, false, or true and names to hide too
 *     or, behind a minus, to keep.
 * @param redirects How a redirect is sent.
 * @param secureSessionCookie Whether the session cookie gets Secure where only the client's side is https.
 * @param mode Whether requests are changed, or decisions only logged.
 * @param explainToken A header line that has the account of the request logged: Header-Name=value, the value at least 16
 *     characters.
 * @param profile A named set of settings for a proxy or cloud service; settings beside it win.
 * @since 1.0.0
 */
@ConfigurationProperties(prefix = PropertyNames.PREFIX)
public record ForwardedProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable List<String> trustedProxies,
        @Nullable List<String> hops,
        @Nullable String trustedSecret,
        @Nullable String headers,
        @Nullable List<String> fields,
        @Nullable List<String> require,
        @Nullable List<String> names,
        @Nullable String prefix,
        @Nullable List<String> allowedHosts,
        @Nullable String publicUrl,
        @Nullable String onInvalid,
        @Nullable String onUntrusted,
        @Nullable List<String> hideHeaders,
        @Nullable String redirects,
        @Nullable String secureSessionCookie,
        @Nullable String mode,
        @Nullable String explainToken,
        @Nullable String profile) {

    /**
     * What the user wrote, in the names and words of the core.
     *
     * @return values by name, only those that are set
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "trustedProxies", trustedProxies);
        put(settings, "hops", hops);
        put(settings, "trustedSecret", trustedSecret);
        put(settings, "headers", headers);
        put(settings, "fields", fields);
        put(settings, "require", require);
        put(settings, "names", names);
        put(settings, "prefix", prefix);
        put(settings, "allowedHosts", allowedHosts);
        put(settings, "publicUrl", publicUrl);
        put(settings, "onInvalid", onInvalid);
        put(settings, "onUntrusted", onUntrusted);
        put(settings, "hideHeaders", hideHeaders);
        put(settings, "redirects", redirects);
        put(settings, "secureSessionCookie", secureSessionCookie);
        put(settings, "mode", mode);
        put(settings, "explainToken", explainToken);
        put(settings, "profile", profile);
        return settings;
    }

    /** What is set, without the values: one of them may be a secret. */
    @Override
    public String toString() {
        return "forwarded " + settings().keySet();
    }

    private static void put(Map<String, String> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    private static void put(Map<String, String> settings, String key, @Nullable List<String> values) {
        put(settings, key, values == null ? null : String.join(",", values));
    }
}
