package dev.forwarded;

import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front door: turns a request as it was received into the request as the client sent it, believing forwarded
 * headers ({@code Forwarded}, RFC 7239, and {@code X-Forwarded-*}) only as far as trusted proxies wrote them.
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
 * <p>What it does with a request, each step in a class of its name:
 *
 * <ol>
 *   <li>{@code Trust}: the peer is judged. If it is not trusted no forwarded header is parsed, and the request stays as
 *       it was received.
 *   <li>{@code ForwardedHops}, {@code XForwardedHops}: the family that is present is read. If both are, both are, and
 *       must come to the same.
 *   <li>{@code Walk}: from the peer outwards, hop by hop, as long as each is trusted or counted; what the hops state is
 *       {@code Believed}, each value with its place.
 *   <li>{@code ForwardedPath}: the prefix and the original target.
 *   <li>{@code ReceivedHost}: the received Host, where the answer rests on it.
 *   <li>{@code AuthorityRules}: scheme, host and port together.
 *   <li>What must be stated, and whether the host is served at all.
 * </ol>
 *
 * <p>The steps as rules are in <a href="https://forwarded.dev/forwarded-filter/docs/rules.md">Rules</a>, what they promise in <a
 * href="https://forwarded.dev/forwarded-filter/docs/security.md">Security</a>, and where they differ from the RFC in <a href="https://forwarded.dev/forwarded-filter/docs/conformance.md">Conformance</a>.
 *
 * <p>Immutable and thread-safe. Whatever a request holds, nothing is thrown but {@link RejectedRequestException}, no
 * name is looked up, and what a client put in front of the believed hops costs nothing.
 *
 * @since 1.0.0
 */
public final class ForwardedResolver extends Planned<ReceivedRequest, Decision> {

    private ForwardedResolver(Plan plan) {
        super(plan);
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
     * The same as {@link #resolve}, as a value. Nothing is thrown.
     *
     * @param received the request as the server received it
     * @return an {@link OriginalRequest} or a {@link RejectedRequestException}
     */
    public Decision decide(ReceivedRequest received) {
        return new Resolution(plan(), received, null).decide(Trust.ofPeer(plan(), received));
    }

    @Override
    protected @Nullable Decision decisionUnlessUntrusted(ReceivedRequest received) {
        Trust peer = Trust.ofPeer(plan(), received);
        boolean onlyHides = !peer.isTrusted() && !plan().checksEveryRequest && !plan().rejectsUntrusted;
        return onlyHides ? null : new Resolution(plan(), received, null).decide(peer);
    }

    @Override
    protected boolean isWorthExplaining(Decision decision) {
        return decision instanceof OriginalRequest original && original.isRemarkable();
    }

    /**
     * What {@link #resolve} does with a request, told step by step. Nothing is thrown: a request that would be rejected
     * has an account too.
     *
     * @param received the request as the server received it
     * @return the account
     */
    public Explanation explain(ReceivedRequest received) {
        List<Believed.Hop> trace = new ArrayList<>();
        Trust peer = Trust.ofPeer(plan(), received);
        Resolution resolution = new Resolution(plan(), received, trace);
        return new Explanation(resolution, peer, resolution.decide(peer), trace);
    }

    /**
     * Who is trusted, which headers are believed, and what happens to bad ones: the line to log at start-up.
     *
     * @return one line
     */
    public String summary() {
        return StartUpReport.summary(plan());
    }

    /**
     * What is risky about the settings: the lines to log at start-up as warnings.
     *
     * @return the findings, empty if there are none
     */
    public List<Finding> warnings() {
        return StartUpReport.warnings(plan());
    }

    /**
     * All settings in force, defaults and profile included, by the names of the table.
     *
     * @return an unmodifiable map: values in the words of the table, an empty text for a setting without value; the
     *     secret is masked
     */
    public Map<String, String> settings() {
        return plan().settings.words();
    }

    /** The settings in force. */
    @Override
    public String toString() {
        return settings().toString();
    }

    /**
     * Collects settings in the vocabulary of <a href="https://forwarded.dev/forwarded-filter/docs/settings.md">Settings</a>. A value set twice is the later one;
     * nothing is checked before {@link #build()}, which checks all of them together.
     *
     * <p>Not thread-safe; the resolver that it builds is independent of it.
     *
     * @since 1.0.0
     */
    public static final class Builder {

        private final Map<String, String> written = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets one setting by its name.
         *
         * @param key the name, as the table spells it: {@code trustedProxies}
         * @param value the value in the words of the table; a list has commas, white space or both between its items
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
         * Who may tell about the original request. Replaces the default, {@code loopback}; none means nobody.
         *
         * @param proxies addresses, CIDR blocks, {@code loopback}, {@code private}, {@code link-local}, {@code cgnat},
         *     {@code unix}, {@code all}, {@code _identifier}
         * @return this builder
         */
        public Builder trustedProxies(String... proxies) {
            return set("trustedProxies", String.join(",", proxies));
        }

        /**
         * How many hops are believed. Not set by default; counts of single fields are written with
         * {@link #set set("hops", "for=2,proto=1")}.
         *
         * @param count 0 to 64
         * @return this builder
         */
        public Builder hops(int count) {
            return set("hops", String.valueOf(count));
        }

        /**
         * Which family of headers is read. The default, {@code either}, refuses requests in which they disagree.
         *
         * @param family {@code either}, {@code forwarded} or {@code x-forwarded}
         * @return this builder
         */
        public Builder headers(String family) {
            return set("headers", family);
        }

        /**
         * A named set of settings for a proxy or cloud service. Settings given beside it win.
         *
         * @param name the name of a profile
         * @return this builder
         */
        public Builder profile(String name) {
            return set("profile", name);
        }

        /**
         * The original hosts that are served. Any by default.
         *
         * @param hosts hosts, {@code *.host}, IP literals; for probes CIDR blocks, trust names, {@code local}
         * @return this builder
         */
        public Builder allowedHosts(String... hosts) {
            return set("allowedHosts", String.join(",", hosts));
        }

        /**
         * Pins scheme, host and port of every request. Not set by default.
         *
         * @param url {@code https://host[:port][/prefix]}
         * @return this builder
         */
        public Builder publicUrl(String url) {
            return set("publicUrl", url);
        }

        /**
         * Checks the settings and builds the resolver.
         *
         * @return an immutable resolver
         * @throws IllegalArgumentException if a setting is unknown, unreadable, empty or contradicts another; the
         *     message has a line for every mistake, with the key, the value and what to write instead
         */
        public ForwardedResolver build() {
            return new ForwardedResolver(Plan.of(written));
        }
    }
}
