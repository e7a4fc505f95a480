package dev.forwarded.fuzz;

import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Host;
import dev.forwarded.oracle.Grammar;
import java.net.URI;
import java.util.Locale;

/** A host with or without port: as the reference grammar has it, and the JDK reads the URL made of it likewise. */
public final class AuthorityFuzz {

    private AuthorityFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = FuzzInput.text(data);
        Authority authority = Authority.parse(text);
        Grammar.Authority expected = Grammar.authority(text);
        FuzzInput.check((authority == null) == (expected == null), "authority or not", text);
        if (authority != null) {
            FuzzInput.check(authority.host().equals(expected.host()), "another host", text, authority);
            FuzzInput.check(authority.port() == expected.port(), "another port", text, authority);
            String url = "http://" + authority + "/";
            FuzzInput.check(URI.create(url).getRawAuthority().equals(authority.toString()), "another URL", url);
            String other = authority.host().toUpperCase(Locale.ROOT).replaceFirst("\\.$", "");
            FuzzInput.check(Host.isSame(authority.host(), other), "case or dot counts", text);
        }
    }
}
