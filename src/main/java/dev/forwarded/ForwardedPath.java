package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.HeaderList;
import dev.forwarded.internal.http.PathPrefix;
import dev.forwarded.internal.http.UriText;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.PrefixMode;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted peer says of the path: the prefix that it stripped, and the target that it replaced. Read with either
 * family, and alone; the number of hops in X-Forwarded-For has no part in it.
 *
 * @param prefix the prefix; null for none
 * @param target the original path and query; null for the received ones
 * @param isRead whether one of the headers was present
 */
record ForwardedPath(@Nullable PathPrefix prefix, @Nullable String target, boolean isRead) {

    private static final ForwardedPath NONE = new ForwardedPath(null, null, false);

    /** What holds where no header is believed. */
    static ForwardedPath none(Plan plan) {
        return plan.pinnedPrefix == null ? NONE : new ForwardedPath(plan.pinnedPrefix, null, false);
    }

    /** Reads both headers; what is invalid in them is told to what is believed. Where nothing is verified, neither is. */
    static ForwardedPath of(Plan plan, ReceivedRequest received, Believed believed) {
        ForwardedPath path = none(plan);
        if (believed.tooShort) {
            return path;
        }
        if (path.prefix == null && plan.prefixMode != PrefixMode.IGNORE) {
            path = prefixed(plan, received, believed);
        }
        String header = plan.urlHeader;
        return header == null || believed.isRefused() ? path : path.withTarget(plan, header, received, believed);
    }

    private static ForwardedPath prefixed(Plan plan, ReceivedRequest received, Believed believed) {
        String header = plan.header(Field.PREFIX);
        if (received.header(header) == null) {
            return NONE;
        }
        HeaderList list = new HeaderList();
        if (!list.open(received.headers(header))) {
            return NONE;
        }
        if (plan.prefixCount > 0) {
            believed.read(Field.PREFIX);
        }
        String joined = joined(plan, received, list, believed);
        return new ForwardedPath(joined == null ? null : plan.prefixMode.of(joined), null, true);
    }

    /** The believed values, the outermost first; null if there are fewer, or one is invalid. */
    private static @Nullable String joined(Plan plan, ReceivedRequest received, HeaderList list, Believed believed) {
        String joined = "";
        for (int i = 0; i < plan.prefixCount; i++) {
            if (!list.previous()) {
                return null;
            }
            String prefix = PathPrefix.parse(list.text());
            if (prefix == null || prefix.length() + joined.length() > PathPrefix.MAX_LENGTH) {
                believed.refuse(
                        InvalidValue.of(plan, Field.PREFIX, list.position(), list.excerpt(), received),
                        plan.rejectsInvalid);
                return null;
            }
            joined = prefix + joined;
        }
        return plan.prefixCount == 0 ? null : joined;
    }

    private ForwardedPath withTarget(Plan plan, String header, ReceivedRequest received, Believed believed) {
        if (received.header(header) == null) {
            return this;
        }
        Enumeration<String> lines = received.headers(header);
        String value = lines.nextElement();
        boolean isSingle = !lines.hasMoreElements();
        if (isSingle && value.isEmpty()) {
            return this;
        }
        believed.read(Field.URL);
        if (!isSingle || !isTarget(value)) {
            believed.refuse(invalidTarget(header, value, received), plan.rejectsInvalid);
            return new ForwardedPath(prefix, null, true);
        }
        return new ForwardedPath(prefix, value, true);
    }

    private static FindingCase invalidTarget(String header, String value, ReceivedRequest received) {
        return InvalidValue.of(
                header, 1, "one path with or without a query, or an absolute URL of this host", value, received);
    }

    /** The path once the origin is known: an absolute target must be of that origin, and counts without it. */
    ForwardedPath under(Origin origin, Plan plan, ReceivedRequest received, Believed believed) {
        int start = target == null ? 0 : authorityStart(target);
        if (target == null || start == 0) {
            return this;
        }
        int end = authorityEnd(target, start);
        Authority authority = Authority.parse(target, start, end);
        if (authority == null || !origin.isAt(authority)) {
            believed.refuse(invalidTarget(plan.header(Field.URL), target, received), plan.rejectsInvalid);
            return new ForwardedPath(prefix, null, true);
        }
        String rest = target.substring(end);
        return new ForwardedPath(prefix, rest.startsWith("/") ? rest : "/" + rest, true);
    }

    /** {@code origin-form}, or {@code absolute-form} of http or https (RFC 9112 section 3.2). */
    private static boolean isTarget(String value) {
        int start = authorityStart(value);
        int path = start == 0 ? 0 : authorityEnd(value, start);
        int query = Ascii.find('?', value, path, value.length());
        boolean isPathLegal = value.startsWith("/", path) || start > 0;
        return isPathLegal && isPath(value, path, query) && isQuery(value, query);
    }

    private static int authorityStart(String value) {
        if (Ascii.startsWith(value, 0, value.length(), "https://")) {
            return "https://".length();
        }
        return Ascii.startsWith(value, 0, value.length(), "http://") ? "http://".length() : 0;
    }

    private static int authorityEnd(String value, int pos) {
        return Math.min(Ascii.find('/', value, pos, value.length()), Ascii.find('?', value, pos, value.length()));
    }

    /** Segments of {@code pchar}, RFC 3986 section 3.3. */
    private static boolean isPath(String value, int pos, int limit) {
        for (int i = pos; i < limit; i++) {
            if (!UriText.isPathCharacter(value.charAt(i)) && !(value.charAt(i) == '%' && UriText.isTriplet(value, i))) {
                return false;
            }
        }
        return true;
    }

    /** A tolerance: any visible character but {@code #}, since browsers send some that RFC 3986 wants encoded. */
    private static boolean isQuery(String value, int pos) {
        for (int i = pos; i < value.length(); i++) {
            if (!Ascii.isVisible(value.charAt(i)) || value.charAt(i) == '#') {
                return false;
            }
        }
        return true;
    }

    /** The client-facing form of a received context path. */
    String contextPath(String received) {
        return prefix == null ? received : prefix.contextPath(received);
    }

    /** The client-facing form of a received path in a context. */
    String path(String received, String receivedContextPath) {
        return prefix == null ? received : prefix.path(received, receivedContextPath);
    }

    /** The path that the client requested; empty where it requested none ({@code *}). */
    String original(String received, String receivedContextPath) {
        if (target != null) {
            return target.substring(0, Ascii.find('?', target, 0, target.length()));
        }
        String path = path(received, receivedContextPath);
        return path.startsWith("/") ? path : "";
    }

    /** The query that the client sent, without its question mark; null for none. */
    @Nullable
    String originalQuery(@Nullable String received) {
        if (target == null) {
            return received;
        }
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }
}
