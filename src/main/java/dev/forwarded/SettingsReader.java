package dev.forwarded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings strictly: what is not understood is a mistake, and all mistakes are named at once, each with its key,
 * its value and the mend.
 */
final class SettingsReader {

    private static final List<String> RESERVED =
            List.of("Host", "Cookie", "Authorization", "Connection", "Transfer-Encoding", ForwardedElements.NAME);

    /** What a message shows of a secret that could not be read: which part of it is secret is then unknown. */
    private static final String HIDDEN = "(hidden)";

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);
    private final Mistakes mistakes = new Mistakes();
    private @Nullable Profile profile;

    private SettingsReader() {}

    /**
     * Reads what the user wrote.
     *
     * @throws IllegalArgumentException if anything is wrong with it
     */
    static Settings read(Map<String, String> written) {
        SettingsReader reader = new SettingsReader();
        written.forEach(reader::give);
        reader.profile = reader.profile();
        Settings settings = reader.settings();
        reader.mistakes.throwIfAny();
        return settings;
    }

    private void give(String key, String value) {
        Setting setting = Setting.of(key).orElse(null);
        if (setting == null) {
            String shown = Ascii.lower(key).contains("secret") ? HIDDEN : value;
            mistakes.add(key, shown, "is no setting", "write one of " + String.join(", ", Setting.keys()));
        } else if (Words.of(value).isEmpty() && setting != Setting.TRUSTED_PROXIES) {
            mistakes.add(key, value, "is empty", "leave the key out, or write " + setting.values);
        } else {
            given.put(setting, value.trim());
        }
    }

    private @Nullable Profile profile() {
        String name = given.get(Setting.PROFILE);
        Profile found = name == null ? null : Profile.of(name).orElse(null);
        if (name != null && found == null) {
            List<String> names = Profile.ALL.stream().map(Profile::name).toList();
            mistakes.add(Setting.PROFILE, name, "is no profile", "write one of " + String.join(", ", names));
        }
        return found;
    }

    private boolean isGiven(Setting setting) {
        return given.containsKey(setting);
    }

    private String ofProfile(Setting setting) {
        return profile == null ? "" : profile.get(setting);
    }

    /** The value in force: the user's, else the profile's, else the default; maps of both merge key by key. */
    private String value(Setting setting) {
        String own = given.get(setting);
        String preset = ofProfile(setting);
        if (own == null) {
            return preset.isEmpty() ? setting.standard : preset;
        }
        boolean isMap = setting == Setting.HOPS || setting == Setting.NAMES;
        return isMap && !preset.isEmpty() ? merged(Words.of(preset), Words.of(own)) : own;
    }

    /** A word without key, a plain count, replaces all of the profile's; else each key its own. */
    private static String merged(List<String> preset, List<String> own) {
        List<String> words = new ArrayList<>(preset);
        for (String word : own) {
            String key = word.substring(0, word.indexOf('=') + 1);
            words.removeIf(each -> each.startsWith(key));
        }
        words.addAll(own);
        return String.join(",", words);
    }

    private Settings settings() {
        boolean hopsAlone = isGiven(Setting.HOPS) && !isGiven(Setting.TRUSTED_PROXIES);
        Secret secret = secret();
        boolean secretAlone = secret != null && !isGiven(Setting.TRUSTED_PROXIES);
        HeaderNames names = names();
        Settings settings = new Settings(
                secretAlone ? TrustList.NOBODY : TrustListReader.read(value(Setting.TRUSTED_PROXIES), mistakes),
                HopsReader.read(value(Setting.HOPS), mistakes),
                hopsAlone,
                secret,
                secretAlone,
                word(Setting.HEADERS, Family.values(), family -> family.word),
                fields(Setting.FIELDS),
                fields(Setting.REQUIRE),
                names,
                word(Setting.PREFIX, PrefixMode.values(), mode -> mode.word),
                isGiven(Setting.ALLOWED_HOSTS) ? AllowedHostsReader.read(value(Setting.ALLOWED_HOSTS), mistakes) : null,
                publicUrl(),
                isWord(Setting.ON_INVALID, "reject", "ignore"),
                isWord(Setting.ON_UNTRUSTED, "reject", "ignore"),
                hidden(names, secret),
                Set.copyOf(given.keySet()),
                words());
        isWord(Setting.REDIRECTS, "absolute", "relative", "container");
        isWord(Setting.SECURE_SESSION_COOKIE, "true", "false");
        isWord(Setting.MODE, "enforce", "report");
        contradictions(settings);
        return settings;
    }

    /** Every setting in force, in the words of the table; the secret masked. */
    private Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            words.put(setting.key, value(setting));
        }
        words.computeIfPresent(Setting.TRUSTED_SECRET.key, (key, value) -> value.isEmpty() ? value : masked(value));
        return Collections.unmodifiableMap(words);
    }

    private static String masked(String secret) {
        return secret.substring(0, Math.max(0, secret.indexOf('='))) + "=…";
    }

    /** The constant whose word is the value; the first one if none is. */
    private <T> T word(Setting setting, T[] constants, Function<T, String> word) {
        String value = value(setting);
        return Stream.of(constants)
                .filter(constant -> word.apply(constant).equals(value))
                .findFirst()
                .orElseGet(() -> {
                    mistakes.unreadable(setting, value);
                    return constants[0];
                });
    }

    /** Whether the value is the first of the words that it may be. */
    private boolean isWord(Setting setting, String... words) {
        return word(setting, words, Function.identity()).equals(words[0]);
    }

    private Set<Field> fields(Setting setting) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (String word : Words.of(value(setting))) {
            Field.TAKEN.stream()
                    .filter(field -> field.word.equals(word))
                    .findFirst()
                    .ifPresentOrElse(fields::add, () -> mistakes.unreadable(setting, word));
        }
        return fields;
    }

    private @Nullable Secret secret() {
        String value = given.get(Setting.TRUSTED_SECRET);
        if (value == null) {
            return null;
        }
        int equals = value.indexOf('=');
        String name = value.substring(0, Math.max(0, equals));
        String text = value.substring(equals + 1);
        if (!Ascii.isToken(name) || isReserved(name) || !isSecretText(text)) {
            mistakes.unreadable(Setting.TRUSTED_SECRET, HIDDEN);
        }
        return new Secret(name, text);
    }

    /** Long enough, and of characters that arrive in a header as they were written. */
    private static boolean isSecretText(String text) {
        return text.length() >= Secret.MIN_LENGTH && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private HeaderNames names() {
        HeaderNames all = new HeaderNames(names(value(Setting.NAMES)));
        Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : Field.values()) {
            String name = all.of(field);
            if (!name.isEmpty() && !used.add(name)) {
                mistakes.add(Setting.NAMES, name, "is the header of two fields", "give each field a header of its own");
            }
        }
        return all;
    }

    private Map<Field, String> names(String value) {
        Map<Field, String> names = new EnumMap<>(Field.class);
        for (String word : Words.of(value)) {
            int equals = word.indexOf('=');
            String header = word.substring(equals + 1);
            Field field = Stream.of(Field.values())
                    .filter(each -> equals > 0 && each.word.equals(word.substring(0, equals)))
                    .findFirst()
                    .orElse(null);
            if (field == null || !Ascii.isToken(header)) {
                mistakes.unreadable(Setting.NAMES, word);
            } else if (isReserved(header)) {
                mistakes.add(Setting.NAMES, word, "names a header with a meaning of its own", "name another header");
            } else if (names.put(field, header) != null) {
                mistakes.add(Setting.NAMES, word, "is a second name", "name each field once");
            }
        }
        return names;
    }

    private static boolean isReserved(String header) {
        boolean content = Ascii.startsWith(header, 0, header.length(), "content-");
        return content || RESERVED.stream().anyMatch(name -> Ascii.equalsIgnoreCase(name, header));
    }

    private @Nullable PublicUrl publicUrl() {
        String value = given.get(Setting.PUBLIC_URL);
        PublicUrl url = value == null ? null : PublicUrl.parse(value);
        if (value != null && url == null) {
            mistakes.unreadable(Setting.PUBLIC_URL, value);
        }
        return url;
    }

    private HiddenHeaders hidden(HeaderNames names, @Nullable Secret secret) {
        List<String> words = Words.of(value(Setting.HIDE_HEADERS));
        boolean hides = words.get(0).equals("true");
        if (!hides && !words.equals(List.of("false"))) {
            mistakes.unreadable(Setting.HIDE_HEADERS, value(Setting.HIDE_HEADERS));
        }
        List<String> added = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            boolean keeps = word.startsWith("-");
            String name = keeps ? word.substring(1) : word;
            (keeps ? kept : added).add(name);
            if (!Ascii.isToken(name) || Ascii.equalsIgnoreCase(name, "Host")) {
                mistakes.unreadable(Setting.HIDE_HEADERS, word);
            }
        }
        Collection<String> secrets = secret == null ? List.of() : List.of(secret.header());
        return new HiddenHeaders(names.configured().values(), hides, added, kept, secrets);
    }

    private void contradictions(Settings settings) {
        if (settings.publicUrl() != null && settings.allowedHosts() != null) {
            mistakes.add(
                    Setting.PUBLIC_URL,
                    value(Setting.PUBLIC_URL),
                    "stands beside allowedHosts",
                    "leave one of them out: a pinned host needs no check");
        }
        Set<Field> unread = new HashSet<>(settings.require());
        unread.removeIf(settings::takes);
        for (Field field : unread) {
            String why = settings.publicUrl() == null ? "is not in fields" : "is not read under publicUrl";
            mistakes.add(Setting.REQUIRE, field.word, why, "take it out of require");
        }
        Set<Field> counted = new HashSet<>(settings.hops().own().keySet());
        counted.remove(Field.PREFIX);
        if (!counted.isEmpty() && settings.family() != Family.X_FORWARDED) {
            mistakes.add(
                    Setting.HOPS,
                    value(Setting.HOPS),
                    "counts single fields, which only X-Forwarded headers have",
                    "set headers=x-forwarded");
        }
        Secret secret = settings.secret();
        if (secret != null && settings.hidden().isForwarded(secret.header())) {
            mistakes.add(Setting.TRUSTED_SECRET, secret.toString(), "is a forwarded header", "use another header");
        }
    }
}
