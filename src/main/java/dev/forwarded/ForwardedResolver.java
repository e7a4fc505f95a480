package dev.forwarded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The front door: turns a request as it was received into the request as the client sent it, believing forwarded
 * headers only as far as trusted proxies wrote them.
 *
 * <pre>{@code
 * ForwardedResolver resolver = ForwardedResolver.builder()
 *         .trustedProxies("10.0.0.0/8")
 *         .headers("x-forwarded")
 *         .build();
 * OriginalRequest original = resolver.resolve(received);
 * original.url(); // https://shop.example.com/cart?item=7
 * }</pre>
 *
 * <p>Immutable and thread-safe. Whatever a request holds, nothing is thrown but {@link RejectedRequestException}, no
 * name is looked up, and what a client put in front of the believed hops costs nothing.
 */
public final class ForwardedResolver {

    private final Settings settings;

    private ForwardedResolver(Settings settings) {
        this.settings = settings;
    }

    /**
     * A builder with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The original request.
     *
     * @param received the request as the server received it
     * @return what the client sent
     * @throws RejectedRequestException if the request is to be answered with 400
     */
    public OriginalRequest resolve(ReceivedRequest received) {
        Decision decision = decide(received);
        if (decision instanceof OriginalRequest original) {
            return original;
        }
        throw (RejectedRequestException) decision;
    }

    /**
     * The same as {@link #resolve}, as a value.
     *
     * @param received the request as the server received it
     * @return an {@link OriginalRequest} or a {@link RejectedRequestException}
     */
    public Decision decide(ReceivedRequest received) {
        return new Resolution(settings, received, Recorder.NONE).decide();
    }

    /**
     * What {@link #resolve} does with a request, told step by step.
     *
     * @param received the request as the server received it
     * @return the account
     */
    public Explanation explain(ReceivedRequest received) {
        return Explanation.of(settings, received);
    }

    /**
     * Who is trusted, which headers are believed, and what happens to bad ones: the line to log at start-up.
     *
     * @return one line
     */
    public String summary() {
        return StartUp.summary(settings);
    }

    /**
     * What is risky about the settings: the lines to log at start-up as warnings.
     *
     * @return the findings, empty if there are none
     */
    public List<Finding> warnings() {
        return StartUp.warnings(settings);
    }

    /**
     * Whether every request is to be resolved, whatever it carries: its host is checked or pinned, or something is
     * required of it.
     *
     * @return if false, a request without any of {@link #watchedHeaders()} may pass untouched
     */
    public boolean watchesEveryRequest() {
        return settings.checksEveryRequest();
    }

    /**
     * The headers that are read, or hidden for their own sake. A list instead of a question, so that a filter can look
     * them up in its request without making an object first.
     *
     * @return the names, immutable
     */
    public List<String> watchedHeaders() {
        return settings.hidden().watched();
    }

    /**
     * Whether the peer of a request is trusted. Costs no memory for an IPv4 peer.
     *
     * @param received the request as the server received it
     * @return whether its forwarded headers are read
     */
    public boolean trusts(ReceivedRequest received) {
        return settings.trustsPeerOf(received);
    }

    /**
     * Whether a trusted peer sends headers of the family that is not read. Costs no memory.
     *
     * @param received the request as the server received it
     * @return whether a header with a value is ignored because of {@code headers}
     */
    public boolean ignoresFamilyOf(ReceivedRequest received) {
        return Observations.ignoredHeader(settings, received) != null;
    }

    /**
     * Whether the application must not see a header of a request that is resolved.
     *
     * @param header the name, in any case
     * @return whether the header is hidden
     */
    public boolean hides(String header) {
        return settings.hidden().hides(header);
    }

    /**
     * All settings in force, defaults and profile included, by the names of the table.
     *
     * @return the values in the words of the table, an empty text for a setting without value; the secret is masked
     */
    public Map<String, String> settings() {
        return settings.words();
    }

    /** The settings in force. */
    @Override
    public String toString() {
        return settings.words().toString();
    }

    /**
     * Collects settings, all of them text in the vocabulary of the table in {@code docs/settings.md}. A value set
     * twice is the later one; {@link #build()} checks all of them together.
     *
     * <p>Not thread-safe; the resolver that it builds is independent of it.
     */
    public static final class Builder {

        private final Map<String, String> written = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets one setting by its name.
         *
         * @param key the name, as the table spells it
         * @param value the value
         * @return this builder
         */
        public Builder set(String key, String value) {
            written.put(key, value);
            return this;
        }

        /**
         * Sets every setting of a map.
         *
         * @param settings values by name
         * @return this builder
         */
        public Builder settings(Map<String, String> settings) {
            written.putAll(settings);
            return this;
        }

        /**
         * Who may tell about the original request. Replaces the default, {@code loopback}; empty means nobody.
         *
         * @param value addresses, CIDR blocks, {@code loopback}, {@code private}, {@code link-local}, {@code cgnat}, {@code unix},
         *     {@code all}, {@code _identifier}
         * @return this builder
         */
        public Builder trustedProxies(String value) {
            return set("trustedProxies", value);
        }

        /**
         * How many hops are believed. Not set by default.
         *
         * @param value a number, counts such as {@code for=2,proto=1}, or both
         * @return this builder
         */
        public Builder hops(String value) {
            return set("hops", value);
        }

        /**
         * A header line that a peer must send to be trusted. Not set by default.
         *
         * @param value {@code Header-Name=value}, the value at least 16 characters
         * @return this builder
         */
        public Builder trustedSecret(String value) {
            return set("trustedSecret", value);
        }

        /**
         * Which family of headers is read. The default, {@code either}, refuses requests in which they disagree.
         *
         * @param value {@code either}, {@code forwarded} or {@code x-forwarded}
         * @return this builder
         */
        public Builder headers(String value) {
            return set("headers", value);
        }

        /**
         * What is taken from the headers. All four by default.
         *
         * @param value a list of {@code for}, {@code proto}, {@code host}, {@code port}
         * @return this builder
         */
        public Builder fields(String value) {
            return set("fields", value);
        }

        /**
         * What a trusted peer must state in every request. Nothing by default.
         *
         * @param value a list of {@code for}, {@code proto}, {@code host}, {@code port}
         * @return this builder
         */
        public Builder require(String value) {
            return set("require", value);
        }

        /**
         * Other names for the X-Forwarded headers.
         *
         * @param value a list such as {@code host=X-Original-Host}
         * @return this builder
         */
        public Builder names(String value) {
            return set("names", value);
        }

        /**
         * What X-Forwarded-Prefix does to the context path. {@code ignore} by default.
         *
         * @param value {@code ignore}, {@code replace} or {@code prepend}
         * @return this builder
         */
        public Builder prefix(String value) {
            return set("prefix", value);
        }

        /**
         * The original hosts that are served. Any by default.
         *
         * @param value hosts, {@code *.host}, IP literals; for probes CIDR blocks, trust names, {@code local}
         * @return this builder
         */
        public Builder allowedHosts(String value) {
            return set("allowedHosts", value);
        }

        /**
         * Pins scheme, host and port of every request. Not set by default.
         *
         * @param value {@code https://host[:port][/prefix]}
         * @return this builder
         */
        public Builder publicUrl(String value) {
            return set("publicUrl", value);
        }

        /**
         * What happens to invalid forwarded headers. {@code reject} by default.
         *
         * @param value {@code reject} or {@code ignore}
         * @return this builder
         */
        public Builder onInvalid(String value) {
            return set("onInvalid", value);
        }

        /**
         * What happens to forwarded headers of a peer that is not trusted. {@code ignore} by default.
         *
         * @param value {@code ignore} or {@code reject}
         * @return this builder
         */
        public Builder onUntrusted(String value) {
            return set("onUntrusted", value);
        }

        /**
         * Whether the application sees the forwarded headers. Hidden by default.
         *
         * @param value {@code true}, {@code false}, or {@code true} and names, those to keep behind a minus
         * @return this builder
         */
        public Builder hideHeaders(String value) {
            return set("hideHeaders", value);
        }

        /**
         * How a redirect is sent. {@code absolute} by default; carried for the filter.
         *
         * @param value {@code absolute}, {@code relative} or {@code container}
         * @return this builder
         */
        public Builder redirects(String value) {
            return set("redirects", value);
        }

        /**
         * Whether the session cookie gets {@code Secure} where only the client's side is https. {@code true} by default;
         * carried for the filter.
         *
         * @param value {@code true} or {@code false}
         * @return this builder
         */
        public Builder secureSessionCookie(String value) {
            return set("secureSessionCookie", value);
        }

        /**
         * Whether requests are changed, or decisions only logged. {@code enforce} by default; carried for the filter.
         *
         * @param value {@code enforce} or {@code report}
         * @return this builder
         */
        public Builder mode(String value) {
            return set("mode", value);
        }

        /**
         * A named set of settings for a proxy or cloud service. Settings given beside it win.
         *
         * @param value the name of a profile
         * @return this builder
         */
        public Builder profile(String value) {
            return set("profile", value);
        }

        /**
         * Checks the settings and builds the resolver.
         *
         * @return an immutable resolver
         * @throws IllegalArgumentException if a setting is unknown, unreadable, empty or contradicts another; the
         *     message has a line for every mistake, with the key, the value and what to write instead
         */
        public ForwardedResolver build() {
            return new ForwardedResolver(SettingsReader.read(written));
        }
    }
}
