package dev.forwarded.internal.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Settings as they are in force: what the user wrote, else the profile's, else the defaults. Read strictly: what is not
 * understood is a mistake, and all mistakes are named at once, each with its key, its value and the fix.
 */
public final class Settings {

    private final Map<Setting<?>, String> given = new HashMap<>();
    private final Map<Setting<?>, Object> values = new HashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final SettingErrors errors = new SettingErrors();

    private Settings() {}

    /**
     * Reads what the user wrote.
     *
     * @throws IllegalArgumentException if anything is wrong with it
     */
    static Settings read(Map<String, String> written) {
        Settings settings = new Settings();
        written.forEach(settings::give);
        Setting.all().forEach(settings::read);
        return settings;
    }

    private void give(String key, String value) {
        Setting<?> setting = Setting.of(key).orElse(null);
        if (setting == null) {
            // The value may be a secret under a mistyped key.
            errors.add(key, Secret.HIDDEN, "is no setting", Spelling.fix(key, Setting.keys()));
        } else if (Words.of(value).isEmpty() && !setting.equals(Setting.TRUSTED_PROXIES)) {
            errors.add(setting.key(), value, "is empty", "leave the key out, or write " + setting.words());
        } else {
            given.put(setting, Words.trimmed(value));
        }
    }

    private void read(Setting<?> setting) {
        String value = value(setting);
        values.put(setting, setting.read(value, errors));
        boolean secret = setting.isSecret() && !value.isEmpty();
        words.put(setting.key(), secret ? Secret.masked(value) : Words.inOneLine(value));
    }

    /** The value in force: the user's, else the profile's, else the default; maps of both merge key by key. */
    private String value(Setting<?> setting) {
        String own = given.get(setting);
        String preset = ofProfile(setting);
        if (own == null) {
            return preset.isEmpty() ? setting.standard() : preset;
        }
        boolean isMap = setting.equals(Setting.HOPS) || setting.equals(Setting.NAMES);
        return isMap && !preset.isEmpty() ? merged(Words.of(preset), Words.of(own)) : own;
    }

    private String ofProfile(Setting<?> setting) {
        String name = given.get(Setting.PROFILE);
        Optional<Profile> profile = name == null ? Optional.empty() : Profile.of(name);
        return profile.map(found -> found.get(setting.key())).orElse("");
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

    /** A mistake that shows only beside other settings. */
    void contradiction(Setting<?> setting, String value, String what, String fix) {
        errors.add(setting.key(), value, what, fix);
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException if anything is wrong with the settings
     */
    void throwIfWrong() {
        errors.throwIfAny();
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // each row puts what its own parser made
    public <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting));
    }

    /** Whether the user wrote a setting. */
    public boolean isGiven(Setting<?> setting) {
        return given.containsKey(setting);
    }

    /** Whether the user wrote one of some settings. */
    boolean isAnyGiven(Setting<?>... settings) {
        return Set.of(settings).stream().anyMatch(this::isGiven);
    }

    /** The value in force of a setting, in the words of the user; empty for none, a secret masked. */
    public String word(Setting<?> setting) {
        return words.getOrDefault(setting.key(), "");
    }

    /** Every setting in force, by name, in the words of the user; the secret masked. */
    public Map<String, String> words() {
        return Collections.unmodifiableMap(words);
    }
}
