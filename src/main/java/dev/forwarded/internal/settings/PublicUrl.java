package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.PathPrefix;
import dev.forwarded.internal.http.Scheme;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code publicUrl}: the URL under which every client reaches the application.
 *
 * @param scheme http or https
 * @param authority the host and, where it is not the default, the port
 * @param prefix the path without a trailing slash, empty if there is none
 */
public record PublicUrl(String scheme, Authority authority, String prefix) {

    /** {@code http[s]://host[:port][/prefix]}. */
    static Optional<PublicUrl> parse(String text, SettingErrors.Row errors) {
        String scheme = scheme(text);
        PublicUrl url = scheme == null ? null : parse(scheme, text, scheme.length() + "://".length());
        if (url == null) {
            errors.unreadable(text);
        }
        return Optional.ofNullable(url);
    }

    private static @Nullable String scheme(String text) {
        if (Ascii.startsWith(text, 0, text.length(), "https://")) {
            return Scheme.HTTPS;
        }
        return Ascii.startsWith(text, 0, text.length(), "http://") ? Scheme.HTTP : null;
    }

    private static @Nullable PublicUrl parse(String scheme, String text, int pos) {
        int slash = Ascii.find('/', text, pos, text.length());
        Authority authority = Authority.parse(text, pos, slash);
        String path = text.substring(slash);
        String prefix = path.isEmpty() ? "" : PathPrefix.parse(path);
        return authority == null || prefix == null ? null : new PublicUrl(scheme, authority, prefix);
    }

    /** The port, the scheme's default if none was written. */
    public int port() {
        return authority.port() == Authority.NO_PORT ? Authority.defaultPort(scheme) : authority.port();
    }
}
