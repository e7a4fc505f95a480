package dev.forwarded.servlet;

import dev.forwarded.fuzz.FuzzInput;

/** A location on the first line, the request's path on the second: one without a host never names one. */
public final class RedirectFuzz {

    private RedirectFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = FuzzInput.text(data);
        int end = Math.max(0, text.indexOf('\n'));
        String location = text.substring(0, end);
        String path = "/" + text.substring(end).replaceAll("[?#\\x00-\\x20\\x7f]", "");
        if (Redirects.isForeign(location)) {
            return;
        }
        for (OriginalHttpResponse.Mode mode : OriginalHttpResponse.Mode.values()) {
            RedirectPropertyTest.checkStays(location, path, mode);
        }
    }
}
