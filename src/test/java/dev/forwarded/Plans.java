package dev.forwarded;

import dev.forwarded.internal.settings.Planned;
import java.util.List;

/** What only the filter asks of a resolver. */
public final class Plans {

    private Plans() {}

    static boolean hides(ForwardedResolver resolver, String header) {
        return Planned.planOf(resolver).hidden.hides(header);
    }

    static boolean trusts(ForwardedResolver resolver, ReceivedRequest received) {
        return Trust.ofPeer(Planned.planOf(resolver), received).isTrusted();
    }

    static boolean watchesEveryRequest(ForwardedResolver resolver) {
        return Planned.planOf(resolver).checksEveryRequest;
    }

    /** The headers that are looked for in every request. */
    public static List<String> watchedHeaders(ForwardedResolver resolver) {
        return Planned.planOf(resolver).hidden.watched();
    }
}
