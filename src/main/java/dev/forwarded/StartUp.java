package dev.forwarded;

import java.util.ArrayList;
import java.util.List;

/** What is said once, at start-up. */
final class StartUp {

    private StartUp() {}

    static String summary(Settings settings) {
        return "trusted: " + trusted(settings) + "; believed: " + believed(settings) + "; invalid headers: "
                + (settings.rejectsInvalid() ? "rejected" : "ignored") + "; from anybody else: "
                + (settings.rejectsUntrusted() ? "rejected" : "ignored") + family(settings);
    }

    private static String trusted(Settings settings) {
        if (settings.believesNobody()) {
            return "nobody (hops=" + settings.word(Setting.HOPS) + ")";
        }
        Secret secret = settings.secret();
        String hops = settings.word(Setting.HOPS);
        String list = settings.word(Setting.TRUSTED_PROXIES);
        List<String> conditions = new ArrayList<>();
        if (!settings.hopsAlone() && !settings.secretAlone()) {
            conditions.add(list.isEmpty() ? "nobody" : list);
        }
        if (secret != null) {
            conditions.add("who sends the secret in " + secret.header());
        }
        if (!hops.isEmpty()) {
            conditions.add("hops " + hops);
        }
        return String.join(", ", conditions);
    }

    private static String believed(Settings settings) {
        String fields = String.join(
                ",",
                Field.TAKEN.stream()
                        .filter(settings::takes)
                        .map(field -> field.word)
                        .toList());
        String headers = switch (settings.family()) {
            case EITHER -> "Forwarded or X-Forwarded";
            case FORWARDED -> "Forwarded";
            case X_FORWARDED -> "X-Forwarded";
        };
        String pinned = settings.publicUrl() == null ? "" : ", under publicUrl=" + settings.word(Setting.PUBLIC_URL);
        return headers + " (" + fields + ")" + pinned;
    }

    private static String family(Settings settings) {
        return settings.family() == Family.EITHER ? ". " + Problem.NAME_THE_FAMILY.of() : "";
    }

    static List<Finding> warnings(Settings settings) {
        List<Finding> warnings = new ArrayList<>();
        if (settings.trusted().everybody()) {
            warnings.add(Problem.TRUSTS_EVERYBODY.of());
        }
        if (settings.hopsAlone() && !settings.believesNobody()) {
            warnings.add(Problem.HOPS_ALONE.of());
        }
        Secret secret = settings.secret();
        if (secret != null && settings.secretAlone()) {
            warnings.add(Problem.SECRET_ALONE.of(secret.header()));
        }
        if (settings.word(Setting.MODE).equals("report")) {
            warnings.add(Problem.REPORT_MODE.of());
        }
        if (settings.isProfileAlone()) {
            warnings.add(Problem.PROFILE_WITHOUT_TRUST.of(
                    settings.word(Setting.PROFILE), settings.word(Setting.TRUSTED_PROXIES)));
        }
        if (settings.isHostUnguarded()) {
            warnings.add(Problem.HOST_UNGUARDED.of());
        }
        return warnings;
    }
}
