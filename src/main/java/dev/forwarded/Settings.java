package dev.forwarded;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings, read and checked.
 *
 * @param trusted the nodes that are trusted
 * @param hops how many hops are believed
 * @param hopsAlone whether hops are counted instead of checked
 * @param secret what a trusted peer must send, too
 * @param secretAlone whether the secret is the only condition for the peer
 * @param family which headers are read
 * @param fields what is taken from them
 * @param require what a trusted peer must state
 * @param names the names of the X-Forwarded headers
 * @param prefix what X-Forwarded-Prefix does
 * @param allowedHosts the hosts that are served
 * @param publicUrl the pinned URL
 * @param rejectsInvalid whether invalid input is answered with 400
 * @param rejectsUntrusted whether forwarded headers of an untrusted peer are answered with 400
 * @param hidden the headers that the application does not see
 * @param given which settings the user wrote
 * @param words the settings that are in force, by name, in the words of the user
 */
record Settings(
        TrustList trusted,
        Hops hops,
        boolean hopsAlone,
        @Nullable Secret secret,
        boolean secretAlone,
        Family family,
        Set<Field> fields,
        Set<Field> require,
        HeaderNames names,
        PrefixMode prefix,
        @Nullable AllowedHosts allowedHosts,
        @Nullable PublicUrl publicUrl,
        boolean rejectsInvalid,
        boolean rejectsUntrusted,
        HiddenHeaders hidden,
        Set<Setting> given,
        Map<String, String> words) {

    /** Whether the user counted every hop away, so that nobody is believed and nothing is wrong with it. */
    boolean believesNobody() {
        boolean others = hops.all() == 0 || hopsAlone && hops.all() == Hops.UNSET;
        return hops.isSet() && others && hops.own().values().stream().allMatch(count -> count == 0);
    }

    /** Whether the peer of a request is trusted. */
    boolean trustsPeerOf(ReceivedRequest received) {
        if (received.isRewritten() || believesNobody()) {
            return false;
        }
        boolean address = hopsAlone || secretAlone || trusted.trustsPeer(received.peerAddress());
        return address && (secret == null || secret.isSentBy(received));
    }

    /** Whether a field is taken from the headers. */
    boolean takes(Field field) {
        return fields.contains(field) && (publicUrl == null || field == Field.FOR);
    }

    boolean takesFromForwarded() {
        return takes(Field.FOR) || takes(Field.PROTO) || takes(Field.HOST);
    }

    /** The largest number of steps of a walk by trust. */
    int walkCap() {
        int count = hops.of(Field.FOR);
        if (hops.own(Field.FOR) == 0) {
            return 0;
        }
        return count == Hops.UNSET ? Hops.UNLIMITED : count;
    }

    /** The largest number of values that are believed of a list without a count of its own, beside a walk by trust. */
    int listCap() {
        return hops.all() == Hops.UNSET ? Hops.UNLIMITED : hops.all();
    }

    /** How many values of X-Forwarded-Prefix are joined. */
    int prefixCount() {
        int own = hops.own(Field.PREFIX);
        boolean believed = hops.all() == Hops.UNSET ? !hopsAlone : hops.all() > 0;
        return own != Hops.UNSET ? own : believed ? 1 : 0;
    }

    /** The path of {@code publicUrl}, acting as the prefix; null if there is none. */
    @Nullable
    Prefix pinnedPrefix() {
        String pinned = publicUrl == null ? "" : publicUrl.prefix();
        return pinned.isEmpty() ? null : prefix.of(pinned);
    }

    /** Whether there is something to check about every request, even one without forwarded headers. */
    boolean checksEveryRequest() {
        return publicUrl != null || allowedHosts != null || !require.isEmpty();
    }

    /** Whether a profile says what is read, and the user nothing of whom. */
    boolean isProfileAlone() {
        return given.contains(Setting.PROFILE)
                && !given.contains(Setting.TRUSTED_PROXIES)
                && !given.contains(Setting.HOPS)
                && !given.contains(Setting.TRUSTED_SECRET);
    }

    /** Whether a forwarded host is believed by default, and nothing checks it. */
    boolean isHostUnguarded() {
        boolean counted = !hopsAlone || hops.of(Field.HOST) > 0;
        return takes(Field.HOST)
                && (counted && hops.own(Field.HOST) != 0)
                && allowedHosts == null
                && !given.contains(Setting.FIELDS)
                && !given.contains(Setting.PROFILE);
    }

    /** The value in force of a setting, in the words of the user; empty for none. */
    String word(Setting setting) {
        return words.getOrDefault(setting.key, "");
    }
}
