package dev.forwarded;

import dev.forwarded.internal.http.Printable;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import java.util.ArrayList;
import java.util.List;

/** The part of an account that tells where scheme, host, port, client, prefix and path come from. */
final class ExplainedSources {

    private static final String AS_RECEIVED = "as received";

    private final Resolution resolution;
    private final Plan plan;
    private final Believed believed;
    private final OriginalRequest original;
    private final String agreement;
    private final List<ExplanationText.Row> rows = new ArrayList<>();

    private ExplainedSources(Resolution resolution, OriginalRequest original) {
        this.resolution = resolution;
        this.plan = resolution.plan();
        this.believed = resolution.believed();
        this.original = original;
        this.agreement = believed.isOfBothFamilies() ? "; both families agree" : "";
    }

    static List<ExplanationText.Row> of(Resolution resolution, OriginalRequest original) {
        ExplainedSources sources = new ExplainedSources(resolution, original);
        sources.row("scheme", original.scheme(), sources.scheme());
        sources.row("host", original.host(), sources.host());
        sources.row("port", original.port() > 0 ? String.valueOf(original.port()) : "none", sources.port());
        sources.client();
        sources.path();
        return List.copyOf(sources.rows);
    }

    private void row(String name, String value, String source) {
        rows.add(new ExplanationText.Row(name, Printable.of(value), source));
    }

    private String scheme() {
        if (plan.publicUrl != null) {
            return "publicUrl";
        }
        boolean isStated = believed.scheme != null;
        return (isStated ? FindingKind.place(believed.schemeHeader, believed.schemePosition) : AS_RECEIVED) + agreement;
    }

    private String host() {
        if (plan.publicUrl != null) {
            return "publicUrl";
        }
        boolean isStated = believed.host != null;
        return (isStated ? FindingKind.place(believed.hostHeader, believed.hostPosition) : receivedHost()) + agreement;
    }

    private String receivedHost() {
        ReceivedHost host = resolution.host();
        return host == null ? AS_RECEIVED : host.kind().source;
    }

    private String port() {
        if (plan.publicUrl != null) {
            return "publicUrl";
        }
        if (!agreement.isEmpty()) {
            return "both families agree";
        }
        return switch (believed.portRule) {
            case FORWARDED_HOST -> "the forwarded host";
            case PORT_HEADER -> FindingKind.place(plan.header(Field.PORT), believed.portPosition);
            case RECEIVED_HOST -> receivedHost();
            case DEFAULT_OF_FORWARDED_HOST, DEFAULT -> "the default of " + original.scheme();
            case SERVER -> AS_RECEIVED;
        };
    }

    private void client() {
        boolean isNamed = !original.clientNode().equals(original.clientAddress());
        String address = isNamed ? ", nearest address " + original.clientAddress() : "";
        boolean isStated = believed.client != null;
        String place = isStated ? FindingKind.place(believed.clientHeader, believed.clientPosition) : "the peer";
        row("client", original.clientNode() + address, place + agreement);
    }

    private void path() {
        boolean isChanged = !original.contextPath().equals(resolution.received().contextPath());
        if (isChanged || !original.prefix().isEmpty()) {
            row("prefix", original.prefix().isEmpty() ? "none" : original.prefix(), prefix());
        }
        String header = plan.urlHeader;
        if (header != null && original.pathOverridden()) {
            row("path", String.valueOf(resolution.received().header(header)), header);
        }
    }

    private String prefix() {
        if (plan.pinnedPrefix != null) {
            return "publicUrl";
        }
        String header = plan.header(Field.PREFIX);
        return plan.prefixCount == 1
                ? FindingKind.place(header, 1)
                : header + ", the last " + plan.prefixCount + " values";
    }
}
