package dev.forwarded;

import dev.forwarded.internal.settings.Family;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Secret;
import dev.forwarded.internal.settings.Setting;
import java.util.ArrayList;
import java.util.List;

/** What is said once, at start-up. */
final class StartUpReport {

    private StartUpReport() {}

    static String summary(Plan plan) {
        return "trusted: " + trusted(plan) + "; believed: " + believed(plan) + "; invalid headers: "
                + (plan.rejectsInvalid ? "rejected" : "ignored") + "; from anybody else: "
                + (plan.rejectsUntrusted ? "rejected" : "ignored") + family(plan);
    }

    private static String trusted(Plan plan) {
        if (plan.believesNobody) {
            return "nobody (hops=" + plan.settings.word(Setting.HOPS) + ")";
        }
        Secret secret = plan.secret;
        String hops = plan.settings.word(Setting.HOPS);
        String list = plan.settings.word(Setting.TRUSTED_PROXIES);
        List<String> conditions = new ArrayList<>();
        if (!plan.hopsAlone && !plan.secretAlone) {
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

    private static String believed(Plan plan) {
        String headers = switch (plan.family) {
            case EITHER -> "Forwarded or X-Forwarded";
            case FORWARDED -> "Forwarded";
            case X_FORWARDED -> "X-Forwarded";
        };
        String pinned = plan.publicUrl == null ? "" : ", under publicUrl=" + plan.settings.word(Setting.PUBLIC_URL);
        return headers + " (" + plan.takenWords() + ")" + pinned;
    }

    private static String family(Plan plan) {
        return plan.family == Family.EITHER ? ". " + FindingKind.NAME_THE_FAMILY.of() : "";
    }

    static List<Finding> warnings(Plan plan) {
        List<Finding> warnings = new ArrayList<>();
        if (plan.trusted.everybody() || plan.trusted.addresses().coversAll()) {
            warnings.add(FindingKind.TRUSTS_EVERYBODY.of());
        } else {
            plan.trusted.wide().forEach(block -> warnings.add(FindingKind.TRUSTS_WIDELY.of(block)));
        }
        if (plan.hopsAlone && !plan.believesNobody) {
            warnings.add(FindingKind.HOPS_ALONE.of());
        }
        Secret secret = plan.secret;
        if (secret != null && plan.secretAlone) {
            warnings.add(FindingKind.SECRET_ALONE.of(secret.header()));
        }
        if (plan.settings.word(Setting.MODE).equals("report")) {
            warnings.add(FindingKind.REPORT_MODE.of());
        }
        if (plan.isProfileAlone()) {
            warnings.add(FindingKind.PROFILE_WITHOUT_TRUST.of(
                    plan.settings.word(Setting.PROFILE), plan.settings.word(Setting.TRUSTED_PROXIES)));
        }
        if (plan.isHostUnguarded()) {
            warnings.add(FindingKind.HOST_UNGUARDED.of());
        }
        return warnings;
    }
}
