package dev.forwarded.fuzz;

import dev.forwarded.internal.http.PathPrefix;
import java.net.URI;
import java.util.regex.Pattern;

/** A prefix: legal segments and nothing else, so that no path made with it leaves the host or hides a dot. */
public final class PrefixFuzz {

    private static final Pattern LEGAL = Pattern.compile(
            "(?:/(?!\\.{1,2}(?:/|$))(?:[A-Za-z0-9._~@:+-]|%(?!2[FfEe5]|5[Cc]|[01]|7[Ff])[0-9A-Fa-f]{2})+)+");

    private PrefixFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = FuzzInput.text(data);
        String prefix = PathPrefix.parse(text);
        String bare = text.replaceFirst("/+$", "");
        boolean legal = bare.isEmpty()
                ? !text.isEmpty()
                : bare.length() <= 256 && LEGAL.matcher(bare).matches();
        if (prefix == null) {
            FuzzInput.check(!legal, "a legal prefix is refused", text);
            return;
        }
        FuzzInput.check(legal, "an illegal prefix is taken", text);
        FuzzInput.check(prefix.equals(bare), "another prefix", text, prefix);
        FuzzInput.check(!prefix.contains("//") && !prefix.endsWith("/"), "slashes", prefix);
        for (boolean prepended : new boolean[] {true, false}) {
            String path = new PathPrefix(prefix, prepended).path("/app/a", "/app");
            FuzzInput.check(path.startsWith("/") && !path.startsWith("//"), "leaves the host", path);
            URI uri = URI.create("http://h" + path);
            FuzzInput.check(uri.normalize().equals(uri), "has dots", path);
        }
    }
}
