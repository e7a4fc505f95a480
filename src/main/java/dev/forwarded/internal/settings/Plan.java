package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.PathPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known at start-up, worked out once of the settings, so that a request finds only flags, numbers and names.
 * Its fields are public and final: it is data for one reader, the resolver.
 */
public final class Plan {

    /** As many hops as are trusted. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Stands for a field that has no count of its own. */
    public static final int NO_COUNT = Hops.UNSET;

    /** The settings behind it all. */
    public final Settings settings;

    /** Who is trusted by address or name. */
    public final TrustList trusted;

    /** What a trusted peer sends, too; null for nothing. */
    public final @Nullable Secret secret;

    /** Whether the secret is the only condition for the peer. */
    public final boolean secretAlone;

    /** Whether hops are counted instead of checked. */
    public final boolean hopsAlone;

    /** Whether the user counted every hop away, so that nobody is believed and nothing is wrong with it. */
    public final boolean believesNobody;

    /** Which headers are read. */
    public final Family family;

    /** Whether {@code Forwarded} is read, and a field that it can state is taken. */
    public final boolean readsForwarded;

    /** Whether the X-Forwarded headers are read. */
    public final boolean readsXForwarded;

    /** Whether the client is taken. */
    public final boolean takesClient;

    /** Whether a proto header of another name is read, which may also say on or off. */
    public final boolean switchesScheme;

    /** The largest number of steps of a walk by trust. */
    public final int walkCap;

    /** The largest number of values that are believed of a list without a count of its own, beside a walk by trust. */
    public final int listCap;

    /** Whether everybody is believed, up to the leftmost value. */
    public final boolean believesEverything;

    /** Under hops alone: the plain count, 0 if there is none. */
    public final int countedHops;

    /** Under hops alone: the number of the client in X-Forwarded-For, 0 if it is not taken. */
    public final int countedClient;

    /** What a prefix header does. */
    public final PrefixMode prefixMode;

    /** How many values of the prefix header are joined. */
    public final int prefixCount;

    /** The path of {@code publicUrl}, acting as the prefix; null if there is none. */
    public final @Nullable PathPrefix pinnedPrefix;

    /** The header with the original target; null if none is configured. */
    public final @Nullable String urlHeader;

    /** The hosts that are served; null for any. */
    public final @Nullable AllowedHosts allowedHosts;

    /** The pinned URL; null for none. */
    public final @Nullable PublicUrl publicUrl;

    /** What a trusted peer must state. */
    public final List<Field> required;

    /** Whether invalid input is answered with 400. */
    public final boolean rejectsInvalid;

    /** Whether forwarded headers of a peer that is not trusted are answered with 400. */
    public final boolean rejectsUntrusted;

    /** Whether there is something to check about every request, even one without forwarded headers. */
    public final boolean checksEveryRequest;

    /** Which headers count as forwarded headers, and which the application does not see. */
    public final HiddenHeaders hidden;

    /** The headers of the family that is not read, the likeliest first. */
    public final List<String> ignored;

    /** What is taken from the headers, a bit each: the fields of the setting; under {@code publicUrl} the client alone. */
    private final int taken;

    /** By the place of the field, as the counts are: maps would be asked a dozen times a request. */
    private final String[] headers;

    private final int[] counts;
    private final Hops hops;

    /**
     * The plan for what the user wrote.
     *
     * @throws IllegalArgumentException if anything is wrong with it
     */
    public static Plan of(Map<String, String> written) {
        Settings settings = Settings.read(written);
        Plan plan = new Plan(settings);
        plan.contradictions();
        settings.throwIfWrong();
        return plan;
    }

    private Plan(Settings settings) {
        this.settings = settings;
        hops = settings.get(Setting.HOPS);
        secret = settings.get(Setting.TRUSTED_SECRET).orElse(null);
        secretAlone = secret != null && !settings.isGiven(Setting.TRUSTED_PROXIES);
        hopsAlone = settings.isGiven(Setting.HOPS) && !settings.isGiven(Setting.TRUSTED_PROXIES);
        trusted = secretAlone ? TrustList.NOBODY : settings.get(Setting.TRUSTED_PROXIES);
        believesNobody = believesNobody();
        publicUrl = settings.get(Setting.PUBLIC_URL).orElse(null);
        allowedHosts = settings.get(Setting.ALLOWED_HOSTS).orElse(null);
        taken = settings.get(Setting.FIELDS).stream()
                .filter(field -> publicUrl == null || field == Field.FOR)
                .mapToInt(field -> field.bit)
                .sum();
        takesClient = takes(Field.FOR);
        family = settings.get(Setting.HEADERS);
        readsForwarded = family != Family.X_FORWARDED && (taken & ~Field.PORT.bit) != 0;
        readsXForwarded = family != Family.FORWARDED;
        ForwardedHeaderNames names = settings.get(Setting.NAMES);
        headers = Stream.of(Field.values()).map(names::of).toArray(String[]::new);
        counts = Stream.of(Field.values()).mapToInt(hops::own).toArray();
        switchesScheme = names.isRenamed(Field.PROTO);
        urlHeader = names.configured().get(Field.URL);
        ignored = ignoredHeaders();
        walkCap = hops.of(Field.FOR) == Hops.UNSET ? UNLIMITED : hops.of(Field.FOR);
        listCap = hops.all() == Hops.UNSET ? UNLIMITED : hops.all();
        believesEverything = trusted.everybody() && walkCap == UNLIMITED;
        countedHops = Math.max(hops.all(), 0);
        countedClient = takesClient ? Math.max(hops.of(Field.FOR), 0) : 0;
        prefixMode = settings.get(Setting.PREFIX);
        prefixCount = prefixCount();
        pinnedPrefix = publicUrl == null || publicUrl.prefix().isEmpty() ? null : prefixMode.of(publicUrl.prefix());
        required = List.copyOf(settings.get(Setting.REQUIRE));
        rejectsInvalid = settings.get(Setting.ON_INVALID).equals("reject");
        rejectsUntrusted = settings.get(Setting.ON_UNTRUSTED).equals("reject");
        checksEveryRequest = publicUrl != null || allowedHosts != null || !required.isEmpty();
        hidden = new HiddenHeaders(
                likelyHeaders(),
                names.configured().values(),
                settings.get(Setting.HIDE_HEADERS),
                secret == null ? null : secret.header());
    }

    private List<String> ignoredHeaders() {
        return switch (family) {
            case EITHER -> List.of();
            case X_FORWARDED -> List.of(HiddenHeaders.FORWARDED);
            case FORWARDED -> Field.TAKEN.stream().map(this::header).toList();
        };
    }

    private boolean believesNobody() {
        boolean others = hops.all() == 0 || hopsAlone && hops.all() == Hops.UNSET;
        return hops.isSet() && others && hops.own().values().stream().allMatch(count -> count == 0);
    }

    private int prefixCount() {
        int own = hops.own(Field.PREFIX);
        boolean believed = hops.all() == Hops.UNSET ? !hopsAlone : hops.all() > 0;
        return own != Hops.UNSET ? own : believed ? 1 : 0;
    }

    /** The headers that are read, the likeliest first. */
    private List<String> likelyHeaders() {
        List<String> likely = new ArrayList<>();
        if (readsXForwarded) {
            Field.TAKEN.stream().filter(this::takes).map(this::header).forEach(likely::add);
        }
        if (readsForwarded) {
            likely.add(Math.min(1, likely.size()), HiddenHeaders.FORWARDED);
        }
        return likely;
    }

    /** Whether a field is taken from the headers. */
    public boolean takes(Field field) {
        return (taken & field.bit) != 0;
    }

    /** The name of a field's X-Forwarded header. */
    public String header(Field field) {
        return headers[field.place];
    }

    /** The field's own count of hops, or {@link #NO_COUNT}. */
    public int count(Field field) {
        return counts[field.place];
    }

    /** Whether {@code hops} leaves a field out, by its own count or because it counts others alone. */
    public boolean isCountedAway(Field field) {
        int count = hops.of(field);
        return count == 0 || hopsAlone && count == Hops.UNSET;
    }

    /** Whether a profile says what is read, and the user nothing of whom. */
    public boolean isProfileAlone() {
        return settings.isGiven(Setting.PROFILE)
                && !settings.isAnyGiven(Setting.TRUSTED_PROXIES, Setting.HOPS, Setting.TRUSTED_SECRET);
    }

    /** Whether a forwarded host is believed by default, and nothing checks it. */
    public boolean isHostUnguarded() {
        return takes(Field.HOST)
                && !isCountedAway(Field.HOST)
                && allowedHosts == null
                && !settings.isAnyGiven(Setting.FIELDS, Setting.PROFILE);
    }

    private void contradictions() {
        if (publicUrl != null && allowedHosts != null) {
            contradiction(
                    Setting.PUBLIC_URL,
                    "stands beside allowedHosts",
                    "leave one of them out: a pinned host needs no check");
        }
        for (Field field : required) {
            String why = publicUrl == null ? "is not in fields" : "is not read under publicUrl";
            if (!takes(field)) {
                settings.contradiction(Setting.REQUIRE, field.word, why, "take it out of require");
            }
        }
        boolean countsFields = hops.own().keySet().stream().anyMatch(field -> field != Field.PREFIX);
        if (countsFields && family != Family.X_FORWARDED) {
            contradiction(
                    Setting.HOPS,
                    "counts single fields, which only X-Forwarded headers have",
                    "set headers=x-forwarded");
        }
        if (secret != null && hidden.isForwarded(secret.header())) {
            contradiction(Setting.TRUSTED_SECRET, "is a forwarded header", "use another header");
        }
    }

    private void contradiction(Setting<?> setting, String what, String fix) {
        settings.contradiction(setting, settings.word(setting), what, fix);
    }

    /** The fields that are taken, by their words. */
    public String takenWords() {
        return Field.TAKEN.stream().filter(this::takes).map(field -> field.word).collect(Collectors.joining(","));
    }
}
