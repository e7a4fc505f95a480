package dev.forwarded.servlet;

import dev.forwarded.Decision;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests came to what, since the start. A request without forwarded headers is not counted and costs
 * nothing. Read as a map of the names in {@link Kind} and of {@code finding.} with an id.
 */
final class Counters implements Supplier<Map<String, Long>> {

    /** Under which the servlet context keeps them, as a type of the JDK, for whoever shows them. */
    static final String ATTRIBUTE = "dev.forwarded.counters";

    static final String FINDING = "finding.";

    /** What a request came to; only {@link #WOULD_HAVE_BEEN} counts a request that another kind counts too. */
    enum Kind {
        /** Something of a trusted peer was believed. */
        BELIEVED("believed"),
        /** A peer that is not trusted sent forwarded headers. */
        UNTRUSTED("untrusted"),
        /** Refused, since what a trusted peer states is invalid or incomplete. */
        INVALID("invalid"),
        /** Refused for its host. */
        REFUSED_HOSTS("refused-hosts"),
        /** Refused, since both families are there and do not agree. */
        CONFLICTS("conflicts"),
        /** With {@code mode=report}: would have been changed or refused. */
        WOULD_HAVE_BEEN("would-have-been");

        final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private final Map<Kind, LongAdder> kinds = new EnumMap<>(Kind.class);
    /** Of the two that a served request may add to, without a look-up: this is done for every forwarded request. */
    private final LongAdder believed = new LongAdder();

    private final LongAdder untrusted = new LongAdder();
    private final Map<String, LongAdder> findings = new ConcurrentHashMap<>();
    private volatile Consumer<String> newcomers = id -> {};

    Counters() {
        for (Kind kind : Kind.values()) {
            kinds.put(kind, new LongAdder());
        }
        kinds.put(Kind.BELIEVED, believed);
        kinds.put(Kind.UNTRUSTED, untrusted);
    }

    /** A request that carries forwarded headers and is served; null where the peer is not trusted. */
    void served(@Nullable Decision decision) {
        if (decision instanceof OriginalRequest original && original.isTrusted()) {
            if (original.hops() > 0) {
                believed.increment();
            }
        } else if (!(decision instanceof RejectedRequestException)) {
            untrusted.increment();
        }
    }

    /** A request that is refused, or would be. */
    void refused(String id, boolean isReportOnly) {
        add(kind(id));
        finding(id);
        if (isReportOnly) {
            wouldHaveBeen();
        }
    }

    private static Kind kind(String id) {
        return switch (id) {
            case "families-disagree", "family-invalid" -> Kind.CONFLICTS;
            case "host-not-allowed", "no-authority" -> Kind.REFUSED_HOSTS;
            case "untrusted-headers" -> Kind.UNTRUSTED;
            default -> Kind.INVALID;
        };
    }

    void wouldHaveBeen() {
        add(Kind.WOULD_HAVE_BEEN);
    }

    private void add(Kind kind) {
        of(kind).increment();
    }

    private LongAdder of(Kind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    /** A finding of a refusal, or of an account that the log was given. */
    void finding(String id) {
        LongAdder known = findings.get(id);
        if (known != null) {
            known.increment();
        } else if (findings.putIfAbsent(id, one()) == null) {
            newcomers.accept(id);
        } else {
            finding(id);
        }
    }

    private static LongAdder one() {
        LongAdder one = new LongAdder();
        one.increment();
        return one;
    }

    /** Tells of every finding that was counted, once, and of each new one as it comes. */
    void eachFinding(Consumer<String> reader) {
        newcomers = reader;
        findings.keySet().forEach(reader);
    }

    long count(Kind kind) {
        return of(kind).sum();
    }

    long count(String id) {
        LongAdder known = findings.get(id);
        return known == null ? 0 : known.sum();
    }

    @Override
    public Map<String, Long> get() {
        Map<String, Long> all = new TreeMap<>();
        findings.forEach((id, count) -> all.put(FINDING + id, count.sum()));
        for (Kind kind : Kind.values()) {
            all.put(kind.word, count(kind));
        }
        return all;
    }
}
