package dev.forwarded;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an explanation remarks on beside the walk: headers that nobody reads, and answers that look wrong. */
final class Observations {

    private final Settings settings;
    private final ReceivedRequest received;
    private final List<Finding> findings = new ArrayList<>();

    private Observations(Settings settings, ReceivedRequest received) {
        this.settings = settings;
        this.received = received;
    }

    static List<Finding> of(Settings settings, ReceivedRequest received, Decision decision, Account account) {
        Observations observations = new Observations(settings, received);
        if (settings.trustsPeerOf(received)) {
            observations.unread();
            if (decision instanceof OriginalRequest original) {
                observations.answer(original, account);
            }
        } else if (settings.hidden().hasForwarded(received) && !settings.believesNobody()) {
            observations.untrusted();
        }
        return observations.findings;
    }

    private void add(Problem problem, @Nullable Object... values) {
        findings.add(problem.of(values));
    }

    private void untrusted() {
        Secret secret = settings.secret();
        if (received.isRewritten()) {
            add(Problem.ALREADY_REWRITTEN);
        } else if (settings.secretAlone()
                || secret != null && settings.trusted().trustsPeer(received.peerAddress())) {
            add(Problem.SECRET_MISSING, received.peerAddress(), secret == null ? "" : secret.header());
        } else {
            add(Problem.UNTRUSTED_PEER, received.peerAddress(), TrustAdvice.of(settings, received.peerAddress()));
        }
    }

    /** Headers with a value that the settings leave unread. */
    private void unread() {
        ignoredFamily();
        ignoredFields();
        String prefix = settings.names().of(Field.PREFIX);
        if (settings.prefix() == PrefixMode.IGNORE && settings.pinnedPrefix() == null && hasValue(prefix)) {
            add(Problem.PREFIX_IGNORED, prefix);
        }
    }

    private void ignoredFields() {
        List<Field> ignored = Field.TAKEN.stream()
                .filter(field ->
                        !settings.takes(field) && hasValue(settings.names().of(field)))
                .toList();
        if (settings.family().readsXForwarded() && settings.publicUrl() == null && !ignored.isEmpty()) {
            add(
                    Problem.FIELD_IGNORED,
                    settings.word(Setting.FIELDS),
                    String.join(", ", ignored.stream().map(settings.names()::of).toList()),
                    String.join(",", ignored.stream().map(field -> field.word).toList()));
        }
    }

    private void ignoredFamily() {
        String ignored = ignoredHeader(settings, received);
        if (ignored != null) {
            Family read = settings.family();
            Family other = read == Family.FORWARDED ? Family.X_FORWARDED : Family.FORWARDED;
            add(Problem.FAMILY_IGNORED, received.peerAddress(), ignored, read.word, other.word);
        }
    }

    /** A header with a value, of the family that is not read; null if there is none. */
    static @Nullable String ignoredHeader(Settings settings, ReceivedRequest received) {
        if (!settings.family().readsForwarded()) {
            return hasValue(received, ForwardedElements.NAME) ? ForwardedElements.NAME : null;
        }
        if (settings.family().readsXForwarded()) {
            return null;
        }
        for (int i = 0; i < Field.TAKEN.size(); i++) {
            String header = settings.names().of(Field.TAKEN.get(i));
            if (hasValue(received, header)) {
                return header;
            }
        }
        return null;
    }

    private boolean hasValue(String header) {
        return hasValue(received, header);
    }

    private static boolean hasValue(ReceivedRequest received, String header) {
        return received.header(header) != null && new ListField().hasValue(received, header);
    }

    private void answer(OriginalRequest original, Account account) {
        port(original, account);
        boolean https = received.scheme().equals(Scheme.HTTPS);
        boolean stated = account.sources.containsKey(Field.PROTO) || !account.findings.isEmpty();
        if (settings.takes(Field.PROTO) && !stated && !https) {
            add(Problem.SCHEME_NOT_STATED, received.peerAddress(), original.scheme(), statement());
        }
        if (!original.clientNode().equals(original.clientAddress())) {
            add(Problem.CLIENT_HIDDEN, original.clientNode(), original.clientAddress());
        } else if (isTrusted(original.clientNode(), account)) {
            add(Problem.CLIENT_TRUSTED, original.clientAddress());
        }
    }

    /** Whether the walk ends because nothing is left, at a node that is trusted. */
    private boolean isTrusted(String client, Account account) {
        Account.Hop last = account.hops.isEmpty() ? null : account.hops.get(account.hops.size() - 1);
        Node node = last == null || !settings.takes(Field.FOR) ? null : last.node();
        boolean capped = last != null && last.position() == settings.walkCap();
        return last != null
                && last.trusted()
                && !capped
                && node != null
                && node.name().equals(client);
    }

    /** What the proxy would have to send to state the scheme. */
    private String statement() {
        String header = settings.names().of(Field.PROTO);
        return switch (settings.family()) {
            case EITHER -> header + ", or proto in Forwarded,";
            case FORWARDED -> "proto in Forwarded";
            case X_FORWARDED -> header;
        };
    }

    private void port(OriginalRequest original, Account account) {
        String header = settings.names().of(Field.PORT);
        if (!settings.takes(Field.PORT) || !settings.family().readsXForwarded() || !hasValue(header)) {
            return;
        }
        boolean taken = account.sources.getOrDefault(Field.PORT, "").startsWith(header);
        String said = last(header);
        if (!said.equals(String.valueOf(original.port()))) {
            add(Problem.PORT_OF_LISTENER, header, said, original.port());
        } else if (taken && original.port() != Authority.defaultPort(original.scheme())) {
            add(Problem.PORT_UNCONFIRMED, said, header);
        }
    }

    private String last(String header) {
        String last = "";
        for (Enumeration<String> lines = received.headers(header); lines.hasMoreElements(); ) {
            last = lines.nextElement();
        }
        return last;
    }
}
