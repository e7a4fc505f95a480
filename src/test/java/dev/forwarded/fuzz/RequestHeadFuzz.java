package dev.forwarded.fuzz;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.RequestHead;
import java.util.Collections;

/** A request head: read, or refused with a message fit for a terminal; what is read can be resolved. */
public final class RequestHeadFuzz {

    private static final ForwardedResolver RESOLVER = ForwardedResolver.builder()
            .set("headers", "x-forwarded")
            .set("onInvalid", "ignore")
            .build();

    private RequestHeadFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = FuzzInput.text(data);
        RequestHead head;
        try {
            head = RequestHead.parse(text);
        } catch (IllegalArgumentException refused) {
            FuzzInput.checkClean(refused.getMessage());
            return;
        }
        FuzzInput.checkClean(head.toString());
        for (String line : Collections.list(head.headers("Host"))) {
            FuzzInput.check(line.indexOf('\n') < 0, "a line in a line", line);
        }
        FuzzInput.checkClean(RESOLVER.explain(head.peer("127.0.0.1", 1)).toString());
    }
}
