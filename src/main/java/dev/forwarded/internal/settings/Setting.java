package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of settings: one row a setting, for every front end, each with its key, the words that it takes, its
 * default, its meaning and its parser. Adding a setting is adding a row here, a line to the properties of Spring Boot
 * and a row to {@code docs/settings.md}.
 *
 * @param key the name, the same in every front end
 * @param words the values that it takes, for messages
 * @param standard the value where nothing is set; empty for none
 * @param meaning what it is for, in a few words
 * @param parser what reads it
 * @param <T> what its value is once it is read
 */
public record Setting<T>(String key, String words, String standard, String meaning, Parser<T> parser) {

    /**
     * Reads a value; what is wrong with it is added to the mistakes, and any value of the type returned.
     *
     * @param <T> the type
     */
    public interface Parser<T> {

        T parse(String value, SettingErrors.Row errors);
    }

    private static final List<Setting<?>> TABLE = new ArrayList<>();

    private static final String FIELDS_WORDS = "for, proto, host, port";

    public static final Setting<TrustList> TRUSTED_PROXIES = row(
            "trustedProxies",
            "IP, CIDR block, loopback, private, link-local, cgnat, unix, all, _identifier",
            "loopback",
            "who may tell about the original request",
            TrustList::parse);

    public static final Setting<Hops> HOPS =
            row("hops", "N, or per field for=2,proto=1, or both", "", "how many hops are believed", Hops::parse);

    public static final Setting<Optional<Secret>> TRUSTED_SECRET = row(
            "trustedSecret",
            "Header-Name=value, the value at least " + Secret.MIN_LENGTH + " characters",
            "",
            "a peer is trusted only if it also sends this header line",
            optional(Secret::parse));

    public static final Setting<Family> HEADERS = row(
            "headers",
            "either, forwarded, x-forwarded",
            "either",
            "which family of headers is read",
            oneOf(Family.values(), family -> family.word));

    public static final Setting<Set<Field>> FIELDS =
            row("fields", FIELDS_WORDS, "for,proto,host,port", "what is taken from the headers", Setting::fields);

    public static final Setting<Set<Field>> REQUIRE =
            row("require", FIELDS_WORDS, "", "what a trusted peer must state in every request", Setting::fields);

    public static final Setting<ForwardedHeaderNames> NAMES = row(
            "names",
            "for=, proto=, host=, port=, prefix=, url= and a header name",
            "",
            "other names for the X-Forwarded headers",
            ForwardedHeaderNames::parse);

    public static final Setting<PrefixMode> PREFIX = row(
            "prefix",
            "ignore, replace, prepend",
            "ignore",
            "what X-Forwarded-Prefix does to the context path",
            oneOf(PrefixMode.values(), mode -> mode.word));

    public static final Setting<Optional<AllowedHosts>> ALLOWED_HOSTS = row(
            "allowedHosts",
            "host, *.host, either with :port, IP, CIDR block, loopback, private, link-local, cgnat, local, *",
            "",
            "the original hosts that are served",
            optional(AllowedHosts::parse));

    public static final Setting<Optional<PublicUrl>> PUBLIC_URL = row(
            "publicUrl",
            "https://host[:port][/prefix]",
            "",
            "pins scheme, host, port and prefix",
            optional(PublicUrl::parse));

    public static final Setting<String> ON_INVALID =
            row("onInvalid", "reject, ignore", "reject", "what happens to invalid forwarded headers", Setting::word);

    public static final Setting<String> ON_UNTRUSTED = row(
            "onUntrusted",
            "ignore, reject",
            "ignore",
            "what happens to forwarded headers of a peer that is not trusted",
            Setting::word);

    public static final Setting<HideHeaders> HIDE_HEADERS = row(
            "hideHeaders",
            "true, false, true and names to add or, behind a minus, to keep",
            "true",
            "whether the application sees the forwarded headers",
            HideHeaders::parse);

    public static final Setting<String> REDIRECTS =
            row("redirects", "absolute, relative, container", "absolute", "how a redirect is sent", Setting::word);

    public static final Setting<String> SECURE_SESSION_COOKIE = row(
            "secureSessionCookie",
            "true, false",
            "true",
            "whether the session cookie gets Secure where only the client's side is https",
            Setting::word);

    public static final Setting<String> MODE = row(
            "mode",
            "enforce, report",
            "enforce",
            "whether requests are changed, or decisions only logged",
            Setting::word);

    public static final Setting<Optional<Secret>> EXPLAIN_TOKEN = row(
            "explainToken",
            "Header-Name=value, the value at least " + Secret.MIN_LENGTH + " characters",
            "",
            "the account of a request with this header line is logged",
            optional(Secret::parse));

    public static final Setting<String> PROFILE =
            row("profile", "the name of a proxy or cloud service", "", "a named set of settings", Profile::parse);

    private static <T> Setting<T> row(String key, String words, String standard, String meaning, Parser<T> parser) {
        Setting<T> row = new Setting<>(key, words, standard, meaning, parser);
        TABLE.add(row);
        return row;
    }

    /** A setting that is off where nothing is written. */
    private static <T> Parser<Optional<T>> optional(Parser<Optional<T>> parser) {
        return (value, errors) -> value.isEmpty() ? Optional.empty() : parser.parse(value, errors);
    }

    /** A setting that names one of some constants. */
    private static <T> Parser<T> oneOf(T[] constants, Function<T, String> word) {
        return (value, errors) -> Stream.of(constants)
                .filter(constant -> Ascii.equalsIgnoreCase(word.apply(constant), value))
                .findFirst()
                .orElseGet(() -> {
                    errors.unreadable(value);
                    return constants[0];
                });
    }

    /** One of the words of the row, in lower case. */
    private static String word(String value, SettingErrors.Row errors) {
        String word = Ascii.lower(value);
        if (!Words.of(errors.words()).contains(word)) {
            errors.unreadable(value);
        }
        return word;
    }

    private static Set<Field> fields(String value, SettingErrors.Row errors) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (String word : Words.of(value)) {
            Field.of(word, Field.TAKEN).ifPresentOrElse(fields::add, () -> errors.unreadable(word));
        }
        return fields;
    }

    /** All rows, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.copyOf(TABLE);
    }

    /** The row with a key, in any case; empty if there is none. */
    public static Optional<Setting<?>> of(String key) {
        return all().stream()
                .filter(setting -> Ascii.equalsIgnoreCase(setting.key, key))
                .findFirst();
    }

    /** The keys of all rows. */
    public static List<String> keys() {
        return all().stream().map(Setting::key).toList();
    }

    /** Whether a part of the value is never shown. */
    boolean isSecret() {
        return equals(TRUSTED_SECRET) || equals(EXPLAIN_TOKEN);
    }

    /** The value that a text means; what is wrong with it is added to the mistakes. */
    T read(String value, SettingErrors errors) {
        return parser.parse(value, errors.row(key, words));
    }
}
