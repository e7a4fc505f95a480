package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.Profile;
import dev.forwarded.internal.settings.Setting;
import dev.forwarded.internal.settings.Settings;
import dev.forwarded.servlet.ForwardedRequests;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator endpoint {@code forwarded}: the settings in force and where each comes from, the counters, and the
 * account of the request that asks. Secrets are masked, as everywhere.
 */
@Endpoint(id = "forwarded")
final class ForwardedEndpoint {

    /** Where the filter puts its counters, as a type of the JDK. */
    private static final String COUNTERS = "dev.forwarded.counters";

    private final ForwardedResolver resolver;
    private final ServletContext context;
    private final HttpServletRequest request;

    /**
     * @param resolver who answers where no filter was started
     * @param request the request of the thread that asks
     */
    ForwardedEndpoint(ForwardedResolver resolver, ServletContext context, HttpServletRequest request) {
        this.resolver = resolver;
        this.context = context;
        this.request = request;
    }

    @ReadOperation
    Map<String, Object> forwarded() {
        ForwardedResolver inForce =
                context.getAttribute(ForwardedResolver.class.getName()) instanceof ForwardedResolver found
                        ? found
                        : resolver;
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("settings", settings(inForce));
        all.put("counters", context.getAttribute(COUNTERS) instanceof Supplier<?> counters ? counters.get() : Map.of());
        try {
            all.put(
                    "request",
                    inForce.explain(ForwardedRequests.received(request)).toMap());
        } catch (IllegalStateException notByRequest) {
            // Asked by JMX: there is no request.
        }
        return all;
    }

    private static Map<String, Object> settings(ForwardedResolver resolver) {
        Settings settings = Planned.planOf(resolver).settings;
        Map<String, Object> all = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.all()) {
            String value = settings.word(setting);
            all.put(PropertyNames.of(setting.key()), Map.of("value", value, "from", origin(settings, setting)));
        }
        return all;
    }

    /** Maps of user and profile are merged key by key, so such a value may come from both. */
    private static String origin(Settings settings, Setting<?> setting) {
        boolean isOfProfile = Profile.of(settings.word(Setting.PROFILE))
                .map(profile -> profile.settings().containsKey(setting.key()))
                .orElse(false);
        if (!settings.isGiven(setting)) {
            return isOfProfile ? "profile" : "default";
        }
        boolean isMap = setting.equals(Setting.HOPS) || setting.equals(Setting.NAMES);
        return isMap && isOfProfile ? "user and profile" : "user";
    }
}
