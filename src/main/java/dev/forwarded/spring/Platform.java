package dev.forwarded.spring;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * A platform on which Spring Boot lets the server believe forwarded headers if nothing is written. This library believes
 * nobody by accident, so with the jar alone the headers stop working there: it says which lines to write.
 */
final class Platform {

    /** As on the pages of the platforms, in the order of writing. */
    private static final Map<CloudPlatform, List<String>> LINES = Map.of(
            CloudPlatform.KUBERNETES,
            List.of("profile=kubernetes-ingress-nginx", "trustedProxies=10.244.0.0/16"),
            CloudPlatform.CLOUD_FOUNDRY,
            List.of(
                    "headers=x-forwarded",
                    "fields=for",
                    "publicUrl=https://shop.example.com",
                    "trustedProxies=10.0.16.0/24,10.0.4.0/24"),
            CloudPlatform.HEROKU,
            List.of("profile=heroku", "trustedProxies=10.0.0.0/8", "hops=for=1"),
            CloudPlatform.AZURE_APP_SERVICE,
            List.of("profile=azure-app-service", "trustedProxies=link-local,loopback", "hops=for=1"));

    private static final Log LOG = Log.of(Platform.class);

    private Platform() {}

    /** The lines for a platform, by the names of the core. */
    static List<String> lines(CloudPlatform platform) {
        return LINES.getOrDefault(platform, List.of());
    }

    /** Warns on a platform if nothing says who is trusted. */
    static void warnIfNobodyIsTrusted(Environment environment, Map<String, String> inForce) {
        CloudPlatform platform = CloudPlatform.getActive(environment);
        boolean isSaid = Stream.of("trustedProxies", "hops", "trustedSecret")
                .anyMatch(setting -> isWritten(environment, setting) || !isDefault(inForce, setting));
        if (platform == null || lines(platform).isEmpty() || isSaid) {
            return;
        }
        PropertyNames names = new PropertyNames();
        LOG.warn(
                "this is " + platform + ", and nothing says who the proxies are: only loopback is trusted, so the"
                        + " platform's forwarded headers are not believed. Write, with the addresses and names of yours:",
                lines(platform).stream().map(names::fix).toArray(String[]::new));
    }

    private static boolean isWritten(Environment environment, String setting) {
        return Binder.get(environment)
                .bind(PropertyNames.of(setting), Bindable.listOf(String.class))
                .isBound();
    }

    /** A resolver of the application's own has its settings from elsewhere. */
    private static boolean isDefault(Map<String, String> inForce, String setting) {
        String value = inForce.getOrDefault(setting, "");
        return setting.equals("trustedProxies") ? value.equals("loopback") : value.isEmpty();
    }
}
