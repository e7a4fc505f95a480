package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.Setting;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/** What the settings mean for the filter: those that are its own, and which headers it looks for. */
record FilterSettings(
        ForwardedResolver resolver,
        Plan plan,
        Server server,
        List<String> watched,
        boolean reports,
        boolean explains,
        boolean securesCookie,
        OriginalHttpResponse.Mode redirects) {

    static FilterSettings of(ForwardedResolver resolver, Server server) {
        Plan plan = Planned.planOf(resolver);
        List<String> watched = plan.hidden.watched();
        return new FilterSettings(
                resolver,
                plan,
                server,
                server == Server.LIBERTY ? LibertyHeaders.besides(watched) : watched,
                plan.settings.get(Setting.MODE).equals("report"),
                plan.settings.get(Setting.EXPLAIN_TOKEN).isPresent(),
                plan.settings.get(Setting.SECURE_SESSION_COOKIE).equals("true"),
                OriginalHttpResponse.Mode.valueOf(
                        plan.settings.get(Setting.REDIRECTS).toUpperCase(Locale.ROOT)));
    }

    /** Whether there is a header that is read, or hidden for its own sake: the likeliest is looked up first. */
    boolean carriesWatched(HttpServletRequest request) {
        for (int i = 0; i < watched.size(); i++) {
            if (request.getHeader(watched.get(i)) != null) {
                return true;
            }
        }
        return false;
    }

    boolean secures(OriginalHttpRequest request) {
        return securesCookie && request.isSecuredByProxy();
    }
}
